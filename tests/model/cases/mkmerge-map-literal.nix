{ lib, ... }: lib.mkMerge (map (name: { services.${name}.enable = true; }) [ "one" "two" ])
