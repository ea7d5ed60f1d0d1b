# reported by systemd 252: StandardOutput= empty (a Nix null)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      StandardOutput = "";
    };
  };
}
