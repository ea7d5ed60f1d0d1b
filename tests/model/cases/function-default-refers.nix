let f = { a ? b, b ? 1 }: { x = a; y = b; }; in { one = f { }; two = f { b = 2; }; }
