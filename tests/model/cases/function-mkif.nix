{ lib, flags, ... }: let f = on: lib.mkIf on { a = 1; }; in { x = f flags.a; y = f (!flags.a); z = f true; }
