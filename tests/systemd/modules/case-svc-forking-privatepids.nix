# reported by systemd 252: Type=forking with PrivatePIDs=yes
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "forking";
      PrivatePIDs = "yes";
    };
  };
}
