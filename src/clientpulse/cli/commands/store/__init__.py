"""``pulse store``."""
