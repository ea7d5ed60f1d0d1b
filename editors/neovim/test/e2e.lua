-- Run by run.sh, with what the README says in init.lua.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local common = dofile(here .. '/common.lua')
local log, patience, wait, wait_for = common.log, common.patience, common.wait, common.wait_for

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1] end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') end

--- Applies the only action with a title that matches, with the cursor at a place.
local function apply(row, col, pattern, context)
  vim.api.nvim_win_set_cursor(0, { row, col })
  local before = vim.api.nvim_buf_get_changedtick(0)
  local title
  vim.lsp.buf.code_action({
    apply = true,
    context = context,
    filter = function(action)
      local is_meant = action.title:match(pattern) ~= nil
      if is_meant then title = action.title end
      return is_meant
    end,
  })
  local is_done = vim.wait(patience, function() return vim.api.nvim_buf_get_changedtick(0) ~= before end, 20)
  assert(is_done, 'no action like ' .. pattern .. ' was applied')
  log('applied:', title)
end

--- The text of the window that floats above the others.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
      return table.concat(lines, '\n')
    end
  end
  return ''
end

local function finds()
  local client = common.client()
  -- 0.10 keeps no word of which version answers.
  log('client:', client.name, (client.server_info or {}).version or '', 'encoding', client.offset_encoding)
  assert(vim.fs.normalize(client.config.root_dir) == vim.fs.dirname(vim.env.TEST_FILE), client.config.root_dir)
  wait_for('syslog-output syslog-output mount-flags-private')
  local first = common.diagnostics()[1]
  local start = line(5):find('StandardOutput', 1, true) - 1
  assert(first.lnum == 4 and first.col == start and first.end_col == start + #'StandardOutput', vim.inspect(first))
  assert(first.source == 'cfglint' and first.severity == vim.diagnostic.severity.WARN, vim.inspect(first))
  return start
end

local function explains(start)
  vim.api.nvim_win_set_cursor(0, { 5, start })
  vim.lsp.buf.hover()
  wait('hovering explains the lint', function() return floating():find('syslog%-output') and floating():find('Why') end)
  vim.cmd('doautocmd CursorMoved')
end

local function mends(start)
  -- The cursor stands on the finding, then anywhere on the line of another.
  apply(5, start, '^Replace "syslog" by "journal"$')
  assert(line(5):find('StandardOutput = "journal";', 1, true), line(5))
  wait_for('syslog-output mount-flags-private')
  apply(7, 0, '^Allow `mount%-flags%-private` on this line$')
  wait_for('syslog-output')
  apply(1, 0, '^Fix everything', { only = { 'source.fixAll' }, diagnostics = {} })
  wait_for('')

  -- Undone, which is one step here, all findings are there again.
  vim.cmd('silent undo')
  wait_for('syslog-output syslog-output mount-flags-private')
  vim.cmd('silent redo')
  wait_for('')
end

local function mends_on_save()
  -- The last of it is taken back, so that saving has something to do.
  vim.cmd('silent! %s/journal+console/syslog+console/')
  wait_for('syslog-output')
  vim.cmd('silent write')
  assert(text():find('journal+console', 1, true), text())
  local expected = vim.fn.readfile(vim.env.EXPECTED)
  assert(vim.deep_equal(vim.fn.readfile(vim.env.TEST_FILE), expected), 'the file is\n' .. text())
  assert(not vim.bo.modified, 'something was left unsaved')
  wait_for('')
  log('saving has fixed the rest')
end

local function is_healthy()
  vim.cmd('silent checkhealth cfglint')
  local report = text()
  for _, part in ipairs({ 'cfglint: cfglint %d', 'it runs for .*/project', 'in and below .*/project/cfglint.toml' }) do
    assert(report:find(part), part .. ' is not in\n' .. report)
  end
  assert(not report:find('ERROR') and not report:find('WARN'), report)
  vim.cmd('bwipeout')
  log('the health check is content')

  local search_path = vim.env.PATH
  vim.env.PATH = vim.env.PROGRAMS
  vim.cmd('silent checkhealth cfglint')
  assert(text():find('ERROR') and text():find('`cfglint` is not on the PATH', 1, true), text())
  vim.cmd('bwipeout')
  vim.env.PATH = search_path
  log('the health check says what is missing')
end

local function has_help()
  for _, tag in ipairs({ 'cfglint', 'cfglint-setup', 'cfglint.fix()', 'cfglint-health' }) do
    vim.cmd('silent help ' .. tag)
    assert(vim.api.nvim_buf_get_name(0):match('doc/cfglint%.txt$'), vim.api.nvim_buf_get_name(0))
    assert(vim.api.nvim_get_current_line():find('*' .. tag .. '*', 1, true), vim.api.nvim_get_current_line())
    vim.cmd('helpclose')
  end
  log('there is help')
end

common.run(function()
  vim.cmd.edit(vim.env.TEST_FILE)
  assert(vim.bo.filetype == 'nix', 'the file type is ' .. vim.bo.filetype)
  local start = finds()
  explains(start)
  mends(start)
  mends_on_save()
  is_healthy()
  has_help()
  common.stop()
end)
