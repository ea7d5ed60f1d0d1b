{ lib, unknown, ... }: let part = x: if x == "one" then { p = 1; } else { q = 2; }; in { a = part unknown.s; b = part unknown.t; c = part "one"; }
