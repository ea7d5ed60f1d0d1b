let f = { a, b ? 2, c ? a, ... }@all: { inherit a b c; d = all.a; }; in { one = f { a = 1; }; two = f { a = 3; b = 4; extra = 5; }; }
