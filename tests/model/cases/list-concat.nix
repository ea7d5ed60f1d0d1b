{ unknown, ... }: { a = [ 1 ] ++ [ 2 ] ++ [ 3 ]; b = [ 1 ] ++ unknown.l; c = unknown.l ++ [ 2 ]; d = [ 1 ] ++ unknown.l ++ [ 2 ] ++ unknown.empty; }
