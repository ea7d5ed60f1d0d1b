{ unknown, ... }: { a = [ ]; b = [ 1 "two" true null 3.5 ./four ]; c = [ [ 1 ] [ ] ]; d = [ unknown.s 2 ]; e = [ { f = 1; } ]; }
