-- The language server of ilacs-rules. It says nothing of other YAML.
return {
  cmd = { "ilacs-rules", "lsp" },
  filetypes = { "yaml", "csv" },
  root_markers = { ".git" },
}
