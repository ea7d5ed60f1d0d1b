{ lib, flags, ... }: { a = 1; b.c = 2; } // { b.d = 3; }
