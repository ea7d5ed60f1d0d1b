{ lib, ... }: { a = lib.id { b = 1; }; c = lib.const 1 2; d = lib.flip lib.mkIf 1 true; }
