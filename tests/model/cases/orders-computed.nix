{ lib, unknown, ... }: { a = lib.mkOrder unknown.n [ 1 ]; }
