let ports = [ 80 443 ]; in { a = ports; b = ports ++ [ 22 ]; c = [ 1 ] ++ ports; }
