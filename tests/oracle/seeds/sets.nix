rec {
  a = 1;
  b.c = 2;
  b.d = { e = 3; };
  b.d.f = 4;
  "quoted name" = a;
  "with ${toString a} part" = 5;
  ${if true then "dynamic" else null} = 6;
  x.${"static"}.y = 7;
  g = { };
  h = { inherit a b; };
  inherit (h) i j;
  inherit;
  inherit ({ }) ;
  inh = let k = 1; l = 2; in { inherit "k" ${"l"}; };
  m = { n = 1; } // { o = 2; };
  or = 8;
  p.or.q = 9;

  set = rec { z = 1; y = z; };
  set.w = 2;
}
