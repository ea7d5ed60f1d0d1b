let
  or = x: x;
  f = x: y: x;
  l = map or [ 1 2 ];
  deep = a: b: { c, d ? { e = f; } }: with c; [ (a.b.c or b) (e: e) (if true then x: x else y: y) ];
in
__curPos // { inherit f l deep; sub = __sub 1 2; v = __nixVersion; s = builtins.storeDir; n = null; } // (
  assert true; { ok = (x: { inherit x; }) 1; list = [ (-1) (!true) ({ }: 1) ] ++ (with l; [ a b ]); }
)
