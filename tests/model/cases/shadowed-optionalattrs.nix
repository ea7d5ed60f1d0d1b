{ flags, ... }: let optionalAttrs = c: s: s // { forced = true; }; in { a = optionalAttrs flags.a { b = 1; }; }
