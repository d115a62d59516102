"""What really happened, held against the policy in force when it began."""
