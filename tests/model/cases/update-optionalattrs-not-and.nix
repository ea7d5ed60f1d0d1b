{ lib, flags, ... }: { a = { b = 1; } // lib.optionalAttrs (!(flags.a && flags.b)) { b = 2; }; }
