# reported by systemd 252: OnSuccessJobMode=isolate with more than one OnSuccess=
{
  systemd.services.a = {
    onSuccess = [ "b.service" "c.service" ];
    unitConfig.OnSuccessJobMode = "isolate";
    serviceConfig.ExecStart = "/bin/true";
  };
}
