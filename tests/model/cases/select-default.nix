{ unknown, ... }: let s = { a = 1; }; in { a = s.a or 2; b = s.b or 3; c = unknown.set.a or "d"; d = unknown.nothing or 4; }
