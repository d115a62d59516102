-- The language server of ilacs-rules for Neovim 0.7 to 0.10: `dofile` this from init.lua. One server is for all files.
local server

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "yaml", "csv" },
  callback = function(event)
    server = server or vim.lsp.start_client({
      name = "ilacs-rules",
      cmd = { "ilacs-rules", "lsp" },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(event.buf, server)
  end,
})
