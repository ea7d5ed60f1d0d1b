{ a = ./x; b = ./x/y.nix; c = ../z; d = /etc/hosts; e = [ ./x ]; f = ./.; }
