{ flags, unknown, ... }: { a = if flags.a then [ 1 2 ] else [ 3 ]; b = [ 0 ] ++ (if flags.a then [ 1 ] else [ 2 ]); c = [ 0 ] ++ (if flags.a then unknown.l else [ 2 ]); }
