{ a = "x"; b = ""; c = "with \"quotes\" \\ and \n \t \r ends"; d = "$"; e = "$$"; f = "$${x}"; g = "\${x}"; }
