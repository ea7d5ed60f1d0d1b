{ lib, flags, ... }: let one = 1; in { config = let two = 2; in { a = one; b = two; }; }
