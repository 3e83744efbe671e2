"""People in address books."""
