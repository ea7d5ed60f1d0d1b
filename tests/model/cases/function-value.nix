let f = x: x; g = x: [ x ]; h = x: "s-${x}"; in { a = f 1; b = g 2; c = h "3"; d = [ (h "4") ]; }
