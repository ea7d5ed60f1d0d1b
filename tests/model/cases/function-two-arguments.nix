let f = x: y: { ${x} = y; }; in { one = f "a" 1; two = f "b" { c = 2; }; }
