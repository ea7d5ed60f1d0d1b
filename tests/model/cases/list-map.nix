{ lib, unknown, ... }: { a = map (x: "p-${x}") [ "q" "r" ]; b = [ 1 ] ++ map (x: x) unknown.l; }
