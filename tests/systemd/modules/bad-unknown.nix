# reported by systemd 252
{ ... }:
{
  systemd.services.unknown = { serviceConfig = { ExecStart = "/bin/true"; Enviroment = "A=1"; }; };
}
