{
  a = 1;
  a = 2;
  b.c = 1;
  b.c = 2;
  d = { e = 1; };
  d.e = 2;
  "f" = 1;
  f = 2;
  ${"g"} = 1;
  g = 2;
  h = 1;
  h.i = 2;
  inherit a j;
  inherit (k) j;
  l = { m = 1; };
  l = { m = 2; };
}
