{ unknown, ... }: { "${unknown.s}" = 1; "p-${unknown.t}".a = 2; ${unknown.kind}.b = 3; }
