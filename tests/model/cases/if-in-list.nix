{ flags, ... }: { a = [ (if flags.a then "x" else "y") "z" ]; b = if flags.a then [ 1 ] else [ 2 ] ++ [ 3 ]; }
