let a = 1; in let b = a; in let c = b; in { x = c; y = [ a b c ]; }
