let "a b" = 1; c = { "d e" = 2; }; in { inherit "a b"; inherit (c) "d e"; }
