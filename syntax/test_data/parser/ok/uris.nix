[ https://example.org/a?b=c&d=%20 x:y a+b.c-d:e (x: y) ]
