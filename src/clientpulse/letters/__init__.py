"""Letters: from plain values to a subject and a body, and to what a mail program takes.

This package knows no store. It alone knows Jinja2, which runs in a process of its own, and Babel.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    # The other modules are only imported by what they hold.
    from clientpulse.letters import draft, finding, outline, rendering
else:
    __getattr__ = modules_of(__name__)
