"""Plain English for rules, decisions and traces."""
