# reported by systemd 252: more than one ExecStart= and Type= not oneshot
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = [ "/bin/true" "/bin/false" ];
    };
  };
}
