"""What an editor asks of rule files: formatting, new files, and what stands at a place."""
