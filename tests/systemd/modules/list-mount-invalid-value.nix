# reported by systemd 252
{ systemd.mounts = [ { what = "tmpfs"; where = "/data/a"; mountConfig.DirectoryMode = "9"; } ]; }
