{ flags, ... }: let mkIf = c: x: { never = x; }; in { a = mkIf flags.a 1; }
