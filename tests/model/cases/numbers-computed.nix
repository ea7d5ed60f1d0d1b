{ unknown, ... }: { a = 1 + 2; b = 2 * 3 - 1; c = 7 / 2; d = -(1 + 1); e = 1 < 2; f = unknown.n + 1; g = -unknown.n; }
