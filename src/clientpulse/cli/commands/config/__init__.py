"""``pulse config`` and what is under it."""
