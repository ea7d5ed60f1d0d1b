{ lib, unknown, ... }: { a = builtins.mapAttrs (n: v: { fixed = 1; name = n; inherit v; }) unknown.set; }
