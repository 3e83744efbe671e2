"""``pulse review``: deciding what sources brought up."""
