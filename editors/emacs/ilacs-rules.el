;; The language server of ilacs-rules for Emacs: load this from init.el. It needs eglot, which Emacs has from 29 on.
(require 'eglot)

(add-to-list 'auto-mode-alist '("\\.ya?ml\\'" . yaml-mode))
(add-to-list 'eglot-server-programs '((yaml-mode yaml-ts-mode) . ("ilacs-rules" "lsp")))
(add-hook 'yaml-mode-hook 'eglot-ensure)
