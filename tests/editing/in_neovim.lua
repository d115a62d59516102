-- Opens rules.yaml as an officer would, and writes down what the editor shows: run by test_in_neovim.py.
local said = {}

local function wait_for(what, is_so)
  if not vim.wait(60000, is_so, 20) then
    said.waited_in_vain_for = what
  end
end

vim.cmd("filetype on")
dofile(os.getenv("EDITOR_SETTINGS"))
vim.cmd("edit rules.yaml")
local buffer = vim.api.nvim_get_current_buf()
local uri = vim.uri_from_bufnr(buffer)

local function ask(method, more)
  local asked = vim.tbl_extend("force", { textDocument = { uri = uri } }, more)
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, asked, 60000) or {}) do
    return answer.result
  end
end

local function place_of(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local first, last = line:find(words, 1, true)
    if first then
      return number - 1, first - 1, last
    end
  end
end

wait_for("a finding", function() return #vim.diagnostic.get(buffer) > 0 end)
said.findings = vim.tbl_map(function(each) return { each.lnum + 1, each.message } end, vim.diagnostic.get(buffer))

local line, first, last = place_of("last chek")
local offered = ask("textDocument/completion", { position = { line = line, character = first + 3 } })
said.offered = vim.tbl_map(function(each) return each.label end, offered.items or offered)

vim.api.nvim_buf_set_text(buffer, line, first, line, last, { "last check" })
wait_for("no finding", function() return #vim.diagnostic.get(buffer) == 0 end)

line, first = place_of("last check:")
local renamed = ask("textDocument/rename", { position = { line = line, character = first + 2 }, newName = "newest check" })
vim.lsp.util.apply_workspace_edit(renamed, "utf-16")
local laid_out = ask("textDocument/formatting", { options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(laid_out, buffer, "utf-16")

said.text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
vim.fn.writefile({ vim.fn.json_encode(said) }, "said.json")
vim.cmd("qa!")
