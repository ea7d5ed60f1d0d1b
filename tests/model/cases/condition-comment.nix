{ lib, flags, ... }: { a = lib.mkIf (flags.a # why
    && flags.b) 1; }
