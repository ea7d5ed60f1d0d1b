# reported by systemd 252: relative path in PathExists=
{
  systemd.paths.a = {
    pathConfig = {
      PathExists = "x/y";
    };
  };
}
