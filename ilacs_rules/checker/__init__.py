"""From what an author wrote to what it means: names resolved, types known, faults told before anything runs."""
