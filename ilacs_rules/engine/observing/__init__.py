"""What a history shows: how long it really took, whatever a policy says."""
