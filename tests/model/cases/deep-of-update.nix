{ lib, ... }: { x = lib.recursiveUpdate ({ a.b = 1; } // { a.c = 2; }) ({ a.b = 3; } // { d = 4; }); }
