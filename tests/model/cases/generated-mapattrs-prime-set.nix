{ lib, unknown, ... }: { a = lib.mapAttrs' (n: v: { name = "q-${n}"; value = { b = 1; }; }) unknown.set; }
