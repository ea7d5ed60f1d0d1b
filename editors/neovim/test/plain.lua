-- Run by run.sh: no more than `vim.lsp.enable('cfglint')`.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local common = dofile(here .. '/common.lua')

common.run(function()
  vim.cmd.edit(vim.env.TEST_FILE)
  common.client()
  common.wait_for('syslog-output syslog-output mount-flags-private')
  vim.cmd('silent write')
  common.wait_for('syslog-output syslog-output mount-flags-private')
  common.stop()
end)
