{ unknown, ... }: { a = "x" + "y"; b = "x" + unknown.s; c = "x" + "y" + "z"; d = "a${"b" + "c"}d"; }
