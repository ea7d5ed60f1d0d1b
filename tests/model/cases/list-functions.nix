{ lib, unknown, ... }: { a = lib.concatLists [ [ 1 ] unknown.l ]; b = lib.toList "x"; c = lib.singleton 1; d = lib.filter (x: x != 1) [ 1 2 ]; }
