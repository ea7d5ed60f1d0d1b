# silent by systemd 252
{ ... }:
{
  systemd.units."plain.service".text = ''
    # written by hand
    [Unit]
    Description = plain \
      and long
    [Service]
    ; a comment
    ExecStart = /bin/true \
      --one \
      --two
  '';
}
