{ unknown, ... }: let s = unknown.s; f = n: { "${s}-${n}" = s; }; in { a = f "x"; b = f unknown.t; }
