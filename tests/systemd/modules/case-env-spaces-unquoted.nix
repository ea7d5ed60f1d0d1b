# reported by systemd 252: Environment=A=b c (unquoted space)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "A=b c";
    };
  };
}
