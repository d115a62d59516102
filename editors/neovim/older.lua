-- The language server of ilacs-rules for Neovim 0.7 to 0.10: `dofile` this from init.lua. One server is for all files.
-- The keys are those that Neovim has from 0.11 on by itself.
local server

vim.opt.completeopt:remove("preview")

local function keys(buffer)
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  local function key(pressed, does)
    vim.keymap.set("n", pressed, does, { buffer = buffer })
  end
  key("K", vim.lsp.buf.hover)
  key("gra", vim.lsp.buf.code_action)
  key("grn", vim.lsp.buf.rename)
  key("grr", vim.lsp.buf.references)
  key("<C-w>d", vim.diagnostic.open_float)
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "yaml", "csv" },
  callback = function(event)
    server = server or vim.lsp.start_client({
      name = "ilacs-rules",
      cmd = { "ilacs-rules", "lsp" },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(event.buf, server)
    keys(event.buf)
  end,
})
