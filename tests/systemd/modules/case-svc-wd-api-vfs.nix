# silent by systemd 252: WorkingDirectory= below /proc /sys /dev with mount namespacing
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      WorkingDirectory = "/proc/x";
      PrivateTmp = "yes";
    };
  };
}
