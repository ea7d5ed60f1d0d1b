{ lib, unknown, ... }: { a = lib.mkIf (unknown.empty == [ ]) 1; b = lib.mkIf (unknown.other != { }) 2; }
