let ${a} = 1; b = { inherit ${c}; inherit "${d}"; }; in b
