with { x = 2; }; { a = x; b = 1; }
