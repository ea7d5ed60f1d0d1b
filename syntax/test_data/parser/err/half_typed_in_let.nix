let
  a = 1;
  bc
  d = 2;
in
a
