"""The formats, each a module with ``write(screen, view, stream, look)``."""
