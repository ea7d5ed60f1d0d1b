{
  a = f x
  b.c = 2;
  d = g
  "e" = 3;
}
