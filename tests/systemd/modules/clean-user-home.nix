# silent by systemd 252
{ ... }:
{
  systemd.user.services.agent = {
    Unit = { Description = "Agent"; After = [ "graphical-session.target" "dbus.service" ]; PartOf = "graphical-session.target"; };
    Service = { ExecStart = "/bin/true"; Restart = "always"; Environment = [ "A=1" "B=two" ]; KillMode = null; ExecStop = [ ]; };
    Install.WantedBy = [ "graphical-session.target" ];
  };
}
