# first
/* block */ { /* in */ a /* b */ = /* c */ 1 /* d */ ; # end
  /** doc comment */ b = x: /* ** */ x;
  # last in set
  c = [ # item
    1 /* two
    lines */ 2 ];
} # tail
