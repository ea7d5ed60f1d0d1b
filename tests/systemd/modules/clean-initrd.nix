# silent by systemd 252
{ ... }:
{
  boot.initrd.systemd.services.unlock = {
    before = [ "initrd-root-fs.target" ]; wantedBy = [ "initrd.target" ]; path = [ ];
    unitConfig.DefaultDependencies = false;
    serviceConfig = { Type = "oneshot"; RemainAfterExit = true; ExecStart = "/bin/true"; };
  };
}
