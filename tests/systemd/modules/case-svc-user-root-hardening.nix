# silent by systemd 252: User=root (or none) with NoNewPrivileges etc.
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      User = "root";
      NoNewPrivileges = "yes";
    };
  };
}
