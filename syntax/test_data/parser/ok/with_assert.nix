with a; assert b; with { c = 1; }; c
