{
  a = f (g x;
  b = 2;
}
