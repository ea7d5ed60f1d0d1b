{ lib, unknown, ... }: lib.mkMerge (map (name: { services.${name}.enable = true; }) unknown.names)
