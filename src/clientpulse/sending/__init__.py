"""Sending what was written: to a mail server, to a program that sends mail, onto the desktop.

This package knows no store and no clients: a message is bytes, a notice a title and a text.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.sending import (
        command,
        desktop,
        outcomes,
        posting,
        smtp,
        smtp_failures,
        smtp_line,
        smtp_sign_in,
    )
else:
    __getattr__ = modules_of(__name__)
