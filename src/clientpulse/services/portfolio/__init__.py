"""All clients at once: whom to contact today, how each of them stands, and how they do."""
