{ unknown, ... }: let f = { a ? 1, ... }: { inherit a; }; in { one = f unknown.set; two = f (unknown.set // { a = 2; }); }
