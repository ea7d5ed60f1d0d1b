# silent by systemd 252: no ExecStart=, ExecStop= and RemainAfterExit=yes
{
  systemd.services.a = {
    serviceConfig = {
      ExecStop = "/bin/true";
      RemainAfterExit = "yes";
    };
  };
}
