# silent by systemd 252: Type=simple with ExecStartPost= and credentials
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "simple";
      ExecStartPost = "/bin/true";
      SetCredential = "a:b";
    };
  };
}
