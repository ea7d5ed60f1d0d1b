{ lib, ... }: { a = lib.mkMerge (lib.imap0 (i: n: { ${n} = i; }) [ "x" "y" ]); }
