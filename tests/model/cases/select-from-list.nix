{ a = builtins.elemAt [ 1 2 ] 1; b = builtins.head [ "x" ]; }
