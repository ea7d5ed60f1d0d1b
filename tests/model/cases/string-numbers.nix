let n = 5; in { a = "${toString n}"; b = "v" + toString n; c = toString "s"; d = toString [ 1 2 ]; e = toString true; }
