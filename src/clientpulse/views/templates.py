"""The templates of letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template that is in use.

    Attributes:
        language: ``it``; ``en`` where the file's name says none.
        html: The user's template that writes the same in HTML.
    """

    kind: str
    holds: str
    language: str
    own: bool
    path: str
    html: str | None


@dataclass(frozen=True, slots=True)
class TemplatesView:
    """The templates that are in use, and what they may use.

    Attributes:
        folder: Where the user's own ones are, there or not.
        names: The names a template may use, each with its meaning.
        unused: Files in that folder that are never used.
    """

    today: date
    folder: str
    templates: tuple[TemplateLine, ...]
    names: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
