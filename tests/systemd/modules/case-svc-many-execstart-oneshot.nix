# silent by systemd 252: several ExecStart= with Type=oneshot
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = [ "/bin/true" "/bin/false" ];
      Type = "oneshot";
    };
  };
}
