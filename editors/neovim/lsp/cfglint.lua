-- The language server of cfglint, for Neovim 0.11 and newer: `vim.lsp.enable('cfglint')`.

---@type vim.lsp.Config
return {
  cmd = { 'cfglint', 'lsp' },
  filetypes = { 'nix' },
  root_markers = { 'cfglint.toml', 'flake.nix', '.git' },
  -- cfglint asks for the part below `cfglint`; see the README for what it may hold.
  settings = { cfglint = {} },
}
