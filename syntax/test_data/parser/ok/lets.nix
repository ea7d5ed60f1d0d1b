let
  a = 1;
  inherit (b) c;
  d.e = 2;
in
let in a
