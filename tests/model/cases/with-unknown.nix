{ unknown, ... }: with unknown; { a = s; b = 1; c = "t-${t}"; }
