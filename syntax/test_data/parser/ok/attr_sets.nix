[ { } rec { } { a = 1; } rec { b = 2; } let { body = 3; } ]
