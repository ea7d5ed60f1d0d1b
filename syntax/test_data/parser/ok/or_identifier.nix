let or = a: b: a; x = f or; y = { or = 1; }.or; z = [ f or ]; in f or
