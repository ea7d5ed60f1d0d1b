# reported by systemd 252: Restart= empty (a Nix null)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Restart = "";
    };
  };
}
