# reported by systemd 252: slice name with empty component
{
  systemd.slices.a--b = {
    sliceConfig = { };
  };
}
