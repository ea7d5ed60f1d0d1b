{ lib, flags, ... }: let extra = lib.optional flags.a 1; in { a = extra ++ extra; b = [ extra ]; }
