{ unknown, ... }: { a = if unknown.set ? a then 1 else 2; b = if unknown ? nothing then 3 else 4; }
