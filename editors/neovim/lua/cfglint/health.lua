-- `:checkhealth cfglint`: says what is missing, and how it can be had.

local M = {}

local health = vim.health

--- The program that is started, and its arguments.
local function command()
  local config = vim.fn.has('nvim-0.11') == 1 and vim.lsp.config.cfglint
  if not config then
    local file = vim.api.nvim_get_runtime_file('lsp/cfglint.lua', false)[1]
    config = file and dofile(file)
  end
  return config and config.cmd
end

local function check_program()
  health.start('cfglint: program')
  local cmd = command()
  if not cmd then
    health.error('lsp/cfglint.lua is not on the runtimepath', 'Install the folder as its README says')
    return
  end
  if type(cmd) ~= 'table' then
    health.info('the configuration starts it by a function')
    return
  end
  local program = vim.fn.exepath(cmd[1])
  if program == '' then
    health.error(('`%s` is not on the PATH'):format(cmd[1]), {
      'Install it: `cargo install --path .` in a clone of cfglint',
      "Or say where it is: `vim.lsp.config('cfglint', { cmd = { '/path/to/cfglint', 'lsp' } })`",
    })
    return
  end
  local printed = vim.trim(vim.fn.system({ program, '--version' }))
  if vim.v.shell_error == 0 and printed:match('^cfglint %S+$') then
    health.ok(('%s: %s'):format(program, printed))
  else
    health.error(('%s is no cfglint that can be started: %s'):format(program, printed))
  end
end

local function check_server()
  health.start('cfglint: language server')
  if vim.fn.has('nvim-0.11') == 1 then
    if vim.lsp.is_enabled and not vim.lsp.is_enabled('cfglint') then
      health.warn('it is not enabled', "Write `vim.lsp.enable('cfglint')` into init.lua")
    else
      health.ok('it is enabled')
    end
  elseif vim.fn.has('nvim-0.10') == 1 then
    health.ok("this Neovim needs `require('cfglint').setup()` in init.lua")
  else
    health.error('this Neovim is too old', 'Install Neovim 0.10 or newer')
  end
  local clients = vim.lsp.get_clients({ name = 'cfglint' })
  if #clients == 0 then health.info('it does not run; it starts with the first file of type `nix`') end
  for _, client in ipairs(clients) do
    health.ok('it runs for ' .. (client.config.root_dir or 'single files'))
  end
  local log = vim.fn.has('nvim-0.12') == 1 and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  health.info('what it says is in ' .. log)
end

local function check_settings()
  health.start('cfglint: settings')
  -- The report has a buffer of its own by now, so ask for all files that are open.
  local folders = { vim.fn.getcwd() }
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.bo[buffer].filetype == 'nix' then
      table.insert(folders, 1, vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)))
    end
  end
  local seen = {}
  for _, folder in ipairs(folders) do
    local file = vim.fs.find('cfglint.toml', { upward = true, path = folder })[1]
    if file and not seen[file] then
      seen[file] = true
      health.ok(('in and below %s: %s'):format(vim.fs.dirname(file), file))
    end
  end
  if not next(seen) then health.info('there is no cfglint.toml; `cfglint init` writes one') end
end

function M.check()
  check_program()
  check_server()
  check_settings()
end

return M
