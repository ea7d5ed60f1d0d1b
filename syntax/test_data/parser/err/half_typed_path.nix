{
  a = 1;
  services.
  b = 2;
  c = d.;
  e. = 3;
}
