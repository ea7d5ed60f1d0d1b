let a = 1; b = 2; c = 3; l = [ ]; s = { x = 1; }; f = x: x; t = true; in
[
  (a + b - c * a / b)
  (-a - -b)
  (!t && t || !t -> t)
  (a == b) (a != b) (a < b) (a <= b) (a > b) (a >= b)
  (l ++ l ++ [ a ])
  (s // s // { y = 2; })
  (s ? x) (s ? x.y) (s ? "x" && t) (s ? ${"x"})
  (s.x or a) (s.y.z or s.x or b) (s."x") (s.${"x"})
  (f a) (f (f a)) (f s.x) (f s.y or 1)
  (t -> t -> t) (a + b == b + a) (!(s ? x)) (- a * b)
  (if t then a else b)
  (f a |> f |> f)
  (f <| f <| a)
]
