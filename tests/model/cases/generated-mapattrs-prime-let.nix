{ lib, unknown, ... }: { a = lib.mapAttrs' (n: v: let name = "r-${n}"; in lib.nameValuePair name { b = name; }) unknown.set; }
