"""The command line, `ilacs-rules`: one module a command."""
