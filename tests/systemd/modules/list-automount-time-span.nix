# reported by systemd 252
{ systemd.automounts = [ { where = "/data"; automountConfig.TimeoutIdleSec = "5 bananas"; } ]; }
