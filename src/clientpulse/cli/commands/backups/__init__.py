"""``pulse backup`` and ``pulse restore``."""
