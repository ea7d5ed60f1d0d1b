{ flags, ... }: { a = "${if flags.a then "x" else "y"}-z"; }
