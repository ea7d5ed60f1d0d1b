args: { a = 1; b = args.unknown.s; }
