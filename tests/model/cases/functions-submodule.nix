{ a = { name, ... }: { b = 1; c = name; d.e = [ name ]; }; f = x: { g = 1; } // { g = 2; }; }
