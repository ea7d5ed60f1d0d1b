{
  inherit;
  inherit a b;
  inherit "c" ${"d"} or;
  inherit (e) f g;
  inherit (h i.j) ;
}
