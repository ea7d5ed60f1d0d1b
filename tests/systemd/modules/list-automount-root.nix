# reported by systemd 252
{ systemd.automounts = [ { where = "/"; } ]; }
