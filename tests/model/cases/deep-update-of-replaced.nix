{ lib, ... }: { x = lib.recursiveUpdate { c.p = 0; } ({ c.p = 1; } // { c = { r = 2; }; }); }
