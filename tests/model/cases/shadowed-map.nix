let map = f: l: [ "mine" ]; in { a = map (x: x) [ 1 ]; }
