{ a = x: "constant"; b = _: null; c = x: true; d = x: y: { e = 1; }; }
