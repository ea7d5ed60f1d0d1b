# Functions with every form of argument.
{ lib ? { }, pkgs ? { inherit (lib) x; }, ... }@args:
let
  one = a: a;
  two = a: b: a b;
  open = { a, ... }: a;
  closed = { a, b ? 1 + 2, c ? b }: a + b + c;
  empty = { }: 1;
  only = { ... }: 2;
  trailing = { a, }: a;
  before = all@{ a, b ? all.a, ... }: all // { inherit a b; };
  after = { a }@all: all.a;
  nested = { a }: { b }: c: a b c;
in
[ one two open closed empty only trailing before after nested args ]
