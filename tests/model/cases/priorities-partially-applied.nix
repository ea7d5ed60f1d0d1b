{ lib, ... }: let strong = lib.mkOverride 20; weak = lib.mkDefault; in { a = strong 1; b = weak 2; c = weak { d = 3; }; }
