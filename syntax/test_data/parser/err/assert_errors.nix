{ a = assert b c; d = assert ; e; f = 1; }
