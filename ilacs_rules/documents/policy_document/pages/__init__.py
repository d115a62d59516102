"""One module a page: what readers find on it. Nothing here knows whether it becomes HTML, Markdown or Word."""
