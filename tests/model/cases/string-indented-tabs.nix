{ a = ''
	tab
	 more
  ''; b = "  kept  "; }
