{ unknown, ... }: let s = { first = 1; second = 2; }; in { x = s.${unknown.kind}; y = s."first"; z = s.${"second"}; }
