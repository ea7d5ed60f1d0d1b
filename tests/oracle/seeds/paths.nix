let x = "x"; f = a: a; in [
  ./a ../b a/b /c/d.e ~/f <nixpkgs> <nixpkgs/nixos> ./a/b.c_d-e+f
  ./${x} ./a${x}b ./a/${x}/b /${x} a/${x} ~/${x} ./a-${x}.nix
  (f ./a) (./a + "/b") https://example.org/a?b=c&d=%20 x:y
  (a/b) [a/b ./c]
]
