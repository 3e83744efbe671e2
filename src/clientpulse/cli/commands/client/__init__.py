"""``pulse client`` and what is under it."""
