# reported by systemd 252: a path unit that watches nothing beside its service
{
  systemd.services.b.script = "true";
  systemd.paths.a = {
    wantedBy = [ "paths.target" ];
    pathConfig.Unit = "b.service";
  };
}
