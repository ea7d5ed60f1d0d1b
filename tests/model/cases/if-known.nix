{ a = if true then 1 else 2; b = if false then { c = 1; } else { d = 2; }; }
