{ flags, ... }: { a = if flags.a then 1 else if flags.b then 2 else 3; }
