{ unknown, ... }: let s = { b = 1; }; in { a = unknown.harden s; }
