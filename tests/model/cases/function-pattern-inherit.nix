let a = 1; f = { a, b }: { c = a; d = b; }; b = { x = 2; }; in { one = f { inherit a b; }; }
