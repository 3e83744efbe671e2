"""The screens of the relationship layer, a module a topic; see ``output/screens.py``."""
