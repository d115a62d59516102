"""The fast path: Python generated once from the checked tree, with no text of a policy in it."""
