{ flags, ... }: assert true; { a = assert 1 == 1; 2; }
