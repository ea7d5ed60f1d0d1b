{ a = https://example.org/x?y=z; }
