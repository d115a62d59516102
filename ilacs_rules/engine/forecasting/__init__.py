"""What is expected in time to come: one case after another, stepped through time under stated assumptions."""
