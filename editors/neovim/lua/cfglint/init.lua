-- What Neovim does not do by itself: fixing everything, on a save too, and the set-up of versions before 0.11.

local M = {}

--- Applies all safe fixes to a buffer, before it returns. The buffer is not saved.
---@param buffer integer? the current one if it is not given
---@return boolean whether anything was fixed
function M.fix(buffer)
  buffer = buffer or 0
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'cfglint' })[1]
  if not client then return false end
  local function ask(method, params)
    local answer
    -- `request_sync` has become a method in 0.11.
    if vim.fn.has('nvim-0.11') == 1 then
      answer = client:request_sync(method, params, 2000, buffer)
    else
      answer = client.request_sync(method, params, 2000, buffer)
    end
    return answer and answer.result
  end
  local last = vim.api.nvim_buf_line_count(buffer)
  local range = { start = { line = 0, character = 0 }, ['end'] = { line = last, character = 0 } }
  local actions = ask('textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = range,
    context = { only = { 'source.fixAll.cfglint' }, diagnostics = {} },
  })
  local action = actions and actions[1]
  if action and not action.edit then action = ask('codeAction/resolve', action) end
  if not (action and action.edit) then return false end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  return true
end

--- Serves files of type `nix`. Options: `fix_on_save` applies all safe fixes whenever a file is saved.
---@param options { fix_on_save: boolean? }?
function M.setup(options)
  local group = vim.api.nvim_create_augroup('cfglint', {})
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.enable('cfglint')
  else
    vim.api.nvim_create_autocmd('FileType', {
      group = group,
      pattern = 'nix',
      callback = function(event) M.start(event.buf) end,
    })
  end
  if options and options.fix_on_save then
    vim.api.nvim_create_autocmd('BufWritePre', {
      group = group,
      pattern = '*.nix',
      callback = function(event) M.fix(event.buf) end,
    })
  end
end

--- Serves a buffer in Neovim 0.10, which does not read the folder `lsp` by itself.
---@param buffer integer
function M.start(buffer)
  local file = vim.api.nvim_get_runtime_file('lsp/cfglint.lua', false)[1]
  local config = dofile(file)
  vim.lsp.start({
    name = 'cfglint',
    cmd = config.cmd,
    root_dir = vim.fs.root(buffer, config.root_markers),
    settings = config.settings,
  }, { bufnr = buffer })
end

return M
