{
  inherit a.b;
  inherit c, d;
  inherit (e;
  inherit f
  g = 1;
}
