"""What is known and meant: the checked policy, the case, the answer, and the values they hold. Nothing here runs."""
