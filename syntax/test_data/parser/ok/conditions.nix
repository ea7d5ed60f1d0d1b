if a then b else if c then assert d; e else with f; g
