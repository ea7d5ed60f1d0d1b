let
  a = 1;
  b = { c = a; };
  inherit (b) c;
  d.e = 1;
  d.f = 2;
  old = let { x = 1; body = x + 1; };
in
with b;
assert a == 1 && c == 1;
if a < 2 then let in d.e else if a > 3 then unknown else old
