-- Run by run.sh: the settings of a person, as the README has them.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local common = dofile(here .. '/common.lua')

common.run(function()
  vim.cmd.edit(vim.env.TEST_FILE)
  common.client()
  common.wait_for('syslog-output syslog-output')
  common.stop()
end)
