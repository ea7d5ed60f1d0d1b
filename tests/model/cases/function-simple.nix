let f = x: { a = x; b = "p-${x}"; }; in { one = f "1"; two = f "2"; }
