{
  a = 1;
  services.ng
  b = 2;
}
