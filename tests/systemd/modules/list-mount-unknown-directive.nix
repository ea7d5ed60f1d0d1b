# reported by systemd 252
{ systemd.mounts = [ { what = "tmpfs"; where = "/data/a-b"; mountConfig = { Optins = "ro"; }; } ]; }
