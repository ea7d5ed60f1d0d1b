{ flags, ... }: { a = if flags.a then 1 else "two"; b = if flags.b then [ 1 ] else [ ]; }
