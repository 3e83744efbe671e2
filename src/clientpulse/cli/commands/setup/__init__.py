"""``pulse setup``: finding the sources, and walking through who might be a client."""
