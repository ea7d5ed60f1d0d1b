[ (f x y) (f (g x) { a = 1; } [ 1 ] "s") (f a.b c.d) (f rec { }) (f let { body = 1; }) ]
