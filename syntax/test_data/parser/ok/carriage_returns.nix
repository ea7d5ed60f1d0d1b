{ a = 1; # ends here  b = 2;
	c = "
";
}
