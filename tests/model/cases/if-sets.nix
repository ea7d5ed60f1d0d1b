{ flags, ... }: { a = if flags.a then { b = 1; } else { c = 2; }; }
