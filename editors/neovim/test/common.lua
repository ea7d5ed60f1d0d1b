-- What the scripts share.

local M = {}

M.patience = 30000
local started = vim.uv.hrtime()

function M.log(...)
  local seconds = (vim.uv.hrtime() - started) / 1e9
  io.stdout:write(('%6.2f  %s\n'):format(seconds, table.concat({ ... }, ' ')))
end

function M.wait(what, check)
  assert(vim.wait(M.patience, check, 20), 'waited in vain for: ' .. what)
  M.log('ok', what)
end

function M.diagnostics()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b) return a.lnum < b.lnum end)
  return found
end

local function lints()
  return table.concat(vim.tbl_map(function(it) return it.code end, M.diagnostics()), ' ')
end

local function describe(found)
  local lines = {}
  for _, it in ipairs(found) do
    lines[#lines + 1] = ('%d:%d %s %s'):format(it.lnum + 1, it.col + 1, it.code, it.message:match('[^\n]*'))
  end
  return table.concat(lines, '\n        ')
end

function M.wait_for(expected)
  local is_there = vim.wait(M.patience, function() return lints() == expected end, 20)
  assert(is_there, ('expected "%s", found "%s"'):format(expected, lints()))
  M.log('findings:', expected == '' and 'none' or describe(M.diagnostics()))
end

function M.client()
  local function clients() return vim.lsp.get_clients({ bufnr = 0, name = 'cfglint' }) end
  assert(vim.wait(M.patience, function() return #clients() == 1 and clients()[1].initialized end, 20), 'no client')
  return clients()[1]
end

--- Stops all servers, and waits for them to end.
function M.stop()
  vim.lsp.stop_client(vim.lsp.get_clients())
  M.wait('the server has stopped', function() return #vim.lsp.get_clients() == 0 end)
end

--- Runs a test, and ends Neovim with what came of it.
function M.run(test)
  local ok, problem = xpcall(test, debug.traceback)
  if not ok then
    io.stderr:write('FAIL: ' .. tostring(problem) .. '\n')
    local file = io.open(vim.lsp.get_log_path(), 'r')
    if file then
      io.stderr:write(file:read('*a'):sub(-4000))
      file:close()
    end
    vim.cmd('cquit 1')
  end
  M.log('PASS nvim', tostring(vim.version()))
  vim.cmd('qall!')
end

return M
