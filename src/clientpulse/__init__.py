"""clientpulse: whom to contact today, how, and about what."""

__version__ = "0.1.0"
