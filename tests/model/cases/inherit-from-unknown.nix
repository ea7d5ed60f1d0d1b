{ unknown, ... }: { inherit (unknown) s n; x.y = 1; y = { inherit (unknown) set kind; }; }
