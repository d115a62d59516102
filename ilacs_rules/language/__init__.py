"""The language of rules: its grammar, its parsed nodes, its types, and the words they are printed back in."""
