{ unknown, ... }: let s = { ${unknown.s} = 1; b = 2; }; in { x = s.b; y = s; }
