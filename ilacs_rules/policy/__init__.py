"""Policy files: read into a model in which every part knows its place, and amended."""
