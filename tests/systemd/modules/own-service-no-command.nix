# reported by systemd 252: no command, in a service that is surely defined here
{
  systemd.services.a = {
    description = "A";
    wantedBy = [ "multi-user.target" ];
    serviceConfig.Type = "oneshot";
  };
}
