# silent by systemd 252
{ config, lib, ... }:
let
  shared = { type = "tmpfs"; mountConfig.DirectoryMode = "0755"; };
in
{
  systemd.mounts = [
    { what = "server:/a"; where = "/data/a-b"; type = "nfs"; options = "ro,noatime"; wantedBy = [ "remote-fs.target" ]; mountConfig.TimeoutSec = "10s"; }
    (shared // { what = "tmpfs"; where = "/data/c d"; })
    (lib.mkIf config.x.off { what = "tmpfs"; where = "/data/off"; })
    (lib.mkIf config.x.enable { what = "tmpfs"; where = "/data/on"; })
    { what = "tmpfs"; where = "/data/on"; mountConfig.DirectoryMode = "0700"; }
  ] ++ lib.optional config.x.enable { what = "/dev/disk/by-label/e"; where = "/data/e.f_g:h"; unitConfig.ConditionPathExists = "/dev"; };
  systemd.automounts = [
    { where = "/data/a-b"; automountConfig = { TimeoutIdleSec = "1h"; }; wantedBy = [ "local-fs.target" ]; }
  ];
  boot.initrd.systemd.mounts = lib.mkMerge [ [ { what = "/dev/a"; where = "/sysroot/a"; } ] (lib.mkIf config.x.enable [ { what = "/dev/b"; where = "/sysroot/b"; type = ""; } ]) ];
}
