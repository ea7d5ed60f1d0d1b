# reported by systemd 252
{ systemd.mounts = [ { what = "proc"; where = "/proc"; type = "proc"; } ]; }
