"""Messages, by their headers alone."""
