{ unknown, ... }: { x = { ${unknown.s} = 1; "p-${unknown.s}" = 2; } // { "p-${unknown.s}" = 3; ${unknown.t} = 4; }; }
