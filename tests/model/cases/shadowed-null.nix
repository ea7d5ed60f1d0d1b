let null = 1; in { a = null; }
