# reported by systemd 252: [Path] without a Path*=
{
  systemd.paths.a = {
    pathConfig = {
      Unit = "b.service";
    };
  };
}
