{ flags, ... }: { a = (if flags.a then { b = 1; c = 1; } else { d = 2; }) // { c = 3; }; }
