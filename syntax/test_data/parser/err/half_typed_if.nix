{
  a = if b then;
  c = if d;
  e = if f then g else;
}
