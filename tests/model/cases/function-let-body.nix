let f = x: let y = "${x}!"; in { a = y; }; in { b = f "c"; }
