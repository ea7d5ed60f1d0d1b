let lib' = { make = x: { a = x; }; deep.make = x: { b = x; }; }; in { x = lib'.make 1; y = lib'.deep.make 2; }
