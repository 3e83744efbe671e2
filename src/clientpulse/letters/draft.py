"""A letter as text: a subject and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clientpulse.errors import InputError
from clientpulse.letters.cleaning import one_line, several_lines

HEAD = "Subject:"
FORM_HINT = 'the first line is "Subject: ...", then comes an empty line, then the body'


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is ready to send.

    Attributes:
        subject: One line without control characters.
        body: Lines that end with a line feed, the last one too.
        edited: Whether a person changed what the template wrote.
        html: The same letter as an HTML page, where the user has a template for one.
    """

    subject: str
    body: str
    edited: bool = False
    html: str | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The whole draft as it is shown and edited."""
        return f"{HEAD} {self.subject}\n\n{self.body}"


def parse(text: str, where: str) -> Draft:
    """Read a draft from the text that a template or a person wrote.

    Blank lines in a row become one, and nothing stands behind a line's last word.

    Args:
        where: What to name when it isn't one: the template's file, or the edited text.

    Raises:
        InputError: It doesn't begin with a subject and an empty line, or one of both is empty.
    """
    head, _, rest = several_lines(text).partition("\n")
    if head[: len(HEAD)].lower() != HEAD.lower():
        raise InputError(f"{where}: it doesn't begin with a subject", FORM_HINT)
    # A blank that doesn't break, as French has it before a colon, stays one.
    subject = re.sub(" +", " ", one_line(head[len(HEAD) :]))
    if not subject:
        raise InputError(f"{where}: the subject is empty", FORM_HINT)
    first, _, below = rest.partition("\n")
    if first.strip():
        raise InputError(f"{where}: the line below the subject isn't empty", FORM_HINT)
    lines = [line.rstrip() for line in below.split("\n")]
    body = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not body.strip():
        raise InputError(f"{where}: the body is empty", FORM_HINT)
    return Draft(subject, f"{body}\n")
