# reported by systemd 252: directive in the wrong case (type= for Type=)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      type = "oneshot";
    };
  };
}
