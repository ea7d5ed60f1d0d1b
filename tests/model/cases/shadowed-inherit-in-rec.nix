let x = 1; in { a = rec { inherit x; y = x; }; }
