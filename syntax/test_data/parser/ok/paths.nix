[
  ./a ../b a/b /c/d.e ~/f <nixpkgs> <a/b> ./a.b_c-d+e
  ./${a} ./b${a}c ./b/${a}/c /${a} d/${a} ~/${a} a/b//${a}
]
