{ flags, ... }: { a = if flags.a then null else { b = 1; }; }
