{ lib, ... }: { a = lib.filterAttrs (n: v: v != null) { b = 1; c = null; }; }
