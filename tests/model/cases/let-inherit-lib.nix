{ lib, flags, ... }: { a = let inherit (lib) mkIf; in mkIf flags.a { b = 1; }; }
