# reported by systemd 252: Slice= with an empty component
{
  systemd.services.a.serviceConfig = {
    ExecStart = "/bin/true";
    Slice = "a--b.slice";
  };
}
