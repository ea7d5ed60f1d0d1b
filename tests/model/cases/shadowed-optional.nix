{ flags, ... }: let optional = c: x: [ x x ]; in { a = optional flags.a 1; }
