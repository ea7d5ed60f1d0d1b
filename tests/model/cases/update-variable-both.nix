let l = { a = 1; b = 2; }; r = { b = 3; }; in { x = l // r; y = r // l; }
