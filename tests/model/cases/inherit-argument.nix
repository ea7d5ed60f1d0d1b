{ flags, ... }: { x = { inherit flags; }; }
