{ lib, unknown, ... }: { a = lib.mkMerge [ unknown.set { z = 1; } ]; }
