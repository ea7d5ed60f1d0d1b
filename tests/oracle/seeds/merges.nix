rec {
  a = { b = 1; };
  a = { c = 2; d.e = 3; };
  a.d.f = 4;
  g = rec { h = 1; };
  g.i = 2;
  j = ({ k = 1; });
  j.l = 2;
  m.n.o = 1;
  m.n = { p = 2; };
  "q".r = 1;
  q."s" = 2;
  t = { inherit (q) r; inherit m; };
  t.u = let v = 1; w.x = v; w.y = v; in { inherit v w; };
}
