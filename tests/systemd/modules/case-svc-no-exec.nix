# reported by systemd 252: [Service] without ExecStart=, ExecStop= and without SuccessAction=
{
  systemd.services.a = {
    serviceConfig = {
      Type = "oneshot";
    };
  };
}
