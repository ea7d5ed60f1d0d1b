{ unknown, ... }: { a = x: [ x ]; d = x: y: [ x y ]; e = x: 1; f = x: [ ]; g = x: unknown.n; h = _: _: { i = 1; }; }
