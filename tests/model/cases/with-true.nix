with { true = 1; null = 2; }; { a = true; b = null; }
