"""What lies under every door: texts held open, what is asked of them, and the tables and data of the answers."""
