{ lib, unknown, ... }: let low = 1234; in { a = lib.mkOverride low 1; b = lib.mkOverride unknown.n 2; c = lib.mkOverride (10 + 5) 3; }
