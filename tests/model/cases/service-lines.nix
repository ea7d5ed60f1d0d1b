{ lib, flags, ... }: { services.x.extraConfig = lib.mkMerge [ (lib.mkBefore "first") "middle" (lib.mkIf flags.a (lib.mkAfter "last")) ]; }
