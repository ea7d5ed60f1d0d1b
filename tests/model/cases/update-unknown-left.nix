{ unknown, ... }: { x = unknown.set // { a = 1; q = 2; }; }
