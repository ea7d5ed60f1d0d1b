-- Run by run.sh: nvim --clean --headless -c 'luafile e2e.lua'

local patience = 30000
local started = vim.uv.hrtime()

local function log(...)
  local seconds = (vim.uv.hrtime() - started) / 1e9
  io.stdout:write(('%6.2f  %s\n'):format(seconds, table.concat({ ... }, ' ')))
end

local function diagnostics()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b) return a.lnum < b.lnum end)
  return found
end

local function describe(found)
  local lines = {}
  for _, it in ipairs(found) do
    lines[#lines + 1] = ('%d:%d %s %s'):format(it.lnum + 1, it.col + 1, it.code, it.message:match('[^\n]*'))
  end
  return table.concat(lines, '\n        ')
end

local function lints()
  return table.concat(vim.tbl_map(function(it) return it.code end, diagnostics()), ' ')
end

local function wait_for(expected)
  local is_there = vim.wait(patience, function() return lints() == expected end, 20)
  assert(is_there, ('expected "%s", found "%s"'):format(expected, lints()))
  log('findings:', expected == '' and 'none' or describe(diagnostics()))
end

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1] end

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

local function run()
  vim.opt.runtimepath:prepend(vim.env.CFGLINT_RUNTIME)
  vim.lsp.enable('cfglint')
  vim.cmd.filetype('on')
  vim.cmd.edit(vim.env.TEST_FILE)
  assert(vim.bo.filetype == 'nix', 'the file type is ' .. vim.bo.filetype)

  local function clients() return vim.lsp.get_clients({ bufnr = 0, name = 'cfglint' }) end
  assert(vim.wait(patience, function() return #clients() == 1 and clients()[1].initialized end, 20), 'no client')
  local client = clients()[1]
  log('client:', client.server_info.name, client.server_info.version, 'encoding', client.offset_encoding)
  assert(vim.fs.normalize(client.root_dir) == vim.fs.dirname(vim.env.TEST_FILE), client.root_dir)

  wait_for('syslog-output syslog-output mount-flags-private')
  local first = diagnostics()[1]
  local start = line(5):find('StandardOutput', 1, true) - 1
  assert(first.lnum == 4 and first.col == start and first.end_col == start + #'StandardOutput', vim.inspect(first))
  assert(first.source == 'cfglint' and first.severity == vim.diagnostic.severity.WARN, vim.inspect(first))

  local params = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 4, character = start } }
  local hover = assert(client:request_sync('textDocument/hover', params, patience, 0), 'no hover')
  assert(hover.result.contents.value:find('## Why', 1, true), vim.inspect(hover))
  log('hover:', vim.split(hover.result.contents.value, '\n')[3])

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

  local expected = vim.fn.readfile(vim.env.EXPECTED)
  local buffer = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  assert(vim.deep_equal(buffer, expected), 'the buffer is\n' .. table.concat(buffer, '\n'))
  log('the buffer is as expected')
  vim.cmd('silent write')
  log('saved')

  client:stop()
  assert(vim.wait(patience, function() return #vim.lsp.get_clients() == 0 end, 20), 'the server did not stop')
  log('the server has stopped')
end

local ok, problem = xpcall(run, debug.traceback)
if not ok then
  io.stderr:write('FAIL: ' .. tostring(problem) .. '\n')
  local file = io.open(vim.lsp.get_log_path(), 'r')
  if file then
    io.stderr:write(file:read('*a'):sub(-4000))
    file:close()
  end
  vim.cmd('cquit 1')
end
log('PASS nvim', tostring(vim.version()))
vim.cmd('qall!')
