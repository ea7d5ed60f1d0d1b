{ a = rec { b = "x"; c = { d = b; e = rec { b = "y"; f = b; }; }; }; }
