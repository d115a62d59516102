"""The policy document: what everybody reads, made from the rules. `pages/` says what stands where."""
