{ unknown, ... }: { x = { a = 1; n1 = 2; one = 3; } // { ${unknown.s} = 4; }; }
