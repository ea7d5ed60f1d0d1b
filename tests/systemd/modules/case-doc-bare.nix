# reported by systemd 252: Documentation= without a scheme
{
  systemd.services.a = {
    unitConfig = {
      Documentation = "see the wiki";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
