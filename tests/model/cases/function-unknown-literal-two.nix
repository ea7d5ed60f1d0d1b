{ unknown, ... }: { a = unknown.wrap unknown.s { b = 1; }; }
