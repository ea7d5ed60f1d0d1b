[ a.b a.b.c a."b".${c} (a.b or c) (a.b or c.d or e) a.or (a.b or f x) { }.a (a).b "s".c ]
