{ a, b : a
