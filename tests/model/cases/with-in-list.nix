{ pkgs, ... }: { a = with pkgs; [ hello coreutils ]; b = with pkgs; [ ]; }
