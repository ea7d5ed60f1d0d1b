{ lib, unknown, ... }: { a = builtins.listToAttrs (lib.mapAttrsToList lib.nameValuePair unknown.set); b = lib.listToAttrs [ (lib.nameValuePair unknown.s 1) ]; }
