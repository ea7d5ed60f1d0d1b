let x = 1; in { a = rec { x = 2; y = x; }; b = x; }
