# silent by systemd 252
{ ... }:
{
  systemd.slices.batch = { description = "Batch"; sliceConfig = { CPUWeight = 20; MemoryHigh = "50%"; TasksMax = 512; }; };
  systemd.targets.batch = { description = "All of batch"; wants = [ "batch-a.service" ]; after = [ "batch-a.service" ]; };
  systemd.services.batch-a = { partOf = [ "batch.target" ]; serviceConfig = { Slice = "batch.slice"; ExecStart = "/bin/true"; }; };
}
