{ lib, unknown, ... }: { a = lib.mkIf (lib.elem "two" unknown.l) 1; b = lib.mkIf (!lib.elem "two" unknown.l) 2; }
