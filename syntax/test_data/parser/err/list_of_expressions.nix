[ a: b if c then d else e -1 f + g h ]
