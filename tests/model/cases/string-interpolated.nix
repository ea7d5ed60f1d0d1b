{ unknown, ... }: let x = "known"; in { a = "${x}"; b = "a-${x}-b"; c = "${unknown.s}"; d = "${x}${unknown.s}${x}"; e = "${"inner ${x}"}"; }
