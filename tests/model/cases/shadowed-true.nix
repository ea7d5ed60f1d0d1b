let true = false; in { a = true; b = !true; }
