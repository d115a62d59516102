"""Source text, places in it, and everything that can be wrong with it: told as text, JSON or SARIF."""
