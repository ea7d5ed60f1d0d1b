# reported by systemd 252: SuccessExitStatus=143 SIGTERM FOO
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      SuccessExitStatus = "143 SIGTERM FOO";
    };
  };
}
