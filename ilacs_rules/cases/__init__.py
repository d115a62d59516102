"""Cases, their facts and events, and the readers that fill them from files."""
