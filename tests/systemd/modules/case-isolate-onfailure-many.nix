# reported by systemd 252: OnFailureJobMode=isolate with more than one OnFailure=
{
  systemd.services.a = {
    unitConfig = {
      OnFailure = "b.service c.service";
      OnFailureJobMode = "isolate";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
