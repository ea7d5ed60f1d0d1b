{ pkgs, ... }: { a = "${pkgs.hello}/bin/hello"; b = pkgs.hello; c = pkgs.hello + "/bin"; }
