let x = "y"; in { a = ./${x}; b = ./x + "/y"; c = ./x + x; }
