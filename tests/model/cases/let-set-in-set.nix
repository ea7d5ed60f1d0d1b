let sets = { one = { a = 1; }; two.b = 2; }; in { x = sets.one; y = sets.two; z = sets; }
