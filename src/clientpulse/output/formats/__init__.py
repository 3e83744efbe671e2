"""The formats, each a module with ``write(screen, view, stream, look)``."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.formats import csv, json, markdown, plain, table
else:
    __getattr__ = modules_of(__name__)
