{ unknown, flags, ... }: { a = x: if flags.a then 1 else { b = 2; }; c = x: unknown.set // { d = 3; }; }
