{ unknown, ... }: with { unknown = { s = "with"; }; }; { a = unknown.s; }
