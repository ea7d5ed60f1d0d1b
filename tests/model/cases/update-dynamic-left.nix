{ unknown, ... }: { x = { ${unknown.s} = 1; } // { one = 2; other = 3; }; }
