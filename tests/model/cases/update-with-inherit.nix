let b = 2; in { a = { b = 1; } // { inherit b; }; }
