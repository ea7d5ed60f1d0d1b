{ a = let b = 1; in { c = b; }; d = let e = [ 1 ]; in e ++ [ 2 ]; }
