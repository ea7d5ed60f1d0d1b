let name = "web"; port = toString 80; in { "${name}" = 1; "x-${name}-y".z = 2; ${name + "2"} = 3; }
