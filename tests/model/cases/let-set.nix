let job = { Type = "oneshot"; Nice = 5; }; in { a.b = job; c = job // { Nice = 6; }; }
