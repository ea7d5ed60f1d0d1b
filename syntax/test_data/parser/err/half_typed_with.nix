{
  a = with ;
  b = with lib
  ;
  c = 3;
}
