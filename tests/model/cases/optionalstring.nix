{ lib, flags, ... }: { a = lib.optionalString flags.a "x"; b = "pre-${lib.optionalString flags.b "y"}"; }
