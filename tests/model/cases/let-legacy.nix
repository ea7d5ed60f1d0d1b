{ a = let { b = 1; body = b; }; c = 2; }
