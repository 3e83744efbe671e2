"""Which letter is written, how it would go out, and what is kept of one that was changed."""

from __future__ import annotations

import contextlib
import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse import services
from clientpulse.errors import ClientpulseError
from clientpulse.output.safe import one_line
from clientpulse.services.lines import half_typed
from clientpulse.ui.acts import Act, Field, Values
from clientpulse.ui.views import Whom

if TYPE_CHECKING:
    from clientpulse.ui.door import Ran

TYPING, TAKEN, SENDING = "typing", "taken", "sending"
"""What was being done with a changed letter when it was kept."""

CHANGED = ("--text", "-")
"""What is typed for a letter whose text was changed; it is read from standard input."""

UPDATE = "update"


def _news(key: str, values: Values) -> list[str]:
    news = [one.strip() for one in values.get("news", "").split(";")]
    return ["draft", UPDATE, key, *(word for one in news if one for word in ("--news", one))]


NEWS = Act(
    "news",
    "An update to",
    (Field("news", "what is new, several with ; or leave it empty", wide=True),),
    _news,
    enter="writes it",
)


@dataclass(frozen=True, slots=True)
class Order:
    """Which letter is written.

    Attributes:
        options: What it is about, as it is typed behind ``pulse draft KIND CLIENT``.
    """

    whom: Whom
    kind: str
    options: tuple[str, ...] = ()

    def line(self, *more: str) -> list[str]:
        """Return the command line that does something with it."""
        return ["draft", self.kind, self.whom.key, *self.options, *more]

    @property
    def act(self) -> str:
        """What a changed letter is kept as."""
        return f"draft {self.kind}"

    @property
    def title(self) -> str:
        """What it is, in words."""
        article = "An" if self.kind[0] in "aeiou" else "A"
        return f"{article} {self.kind} to {self.whom.name}"


class Made(NamedTuple):
    """A letter as it would go out, and what is said of it for who writes it alone.

    Attributes:
        to: The addresses; empty where there is none.
        mistake: The number of the one that it owns.
    """

    to: str
    subject: str
    body: str
    beside: Sequence[str]
    mistake: int | None = None

    @property
    def text(self) -> str:
        """The letter as ``--edit`` has it."""
        return f"Subject: {self.subject}\n\n{self.body}"

    @classmethod
    def read(cls, ran: Ran) -> Made:
        """Read what ``pulse draft --json`` answered."""
        said: dict[str, Any] = json.loads("\n".join(ran.out))
        known = said.get("outline")
        outline = [] if known is None else services.drafting.offered.outline_in_words(known)
        return cls(
            said["to"] or "",
            said["subject"],
            said["body"],
            [*ran.err, *map(one_line, outline)],
            None if known is None else known["mistake"],
        )


class Going(NamedTuple):
    """A letter that is to be sent, as it was seen.

    Attributes:
        line: The command line that sends it; it reads the text.
        shown: The same, as it would be typed.
        said: What was said of it already.
    """

    order: Order
    to: str
    text: str
    line: Sequence[str]
    shown: Sequence[str]
    said: Sequence[str]
    changed: bool


class Kept(NamedTuple):
    """A changed letter that is kept."""

    order: Order
    text: str
    state: str


def keep(folder: Path, order: Order, text: str, state: str) -> None:
    """Keep a changed letter, and what is being done with it."""
    values = {"text": text, "options": shlex.join(order.options), "state": state}
    # What is typed is worth more than its copy.
    with contextlib.suppress(OSError, ClientpulseError):
        half_typed.keep(folder, order.act, order.whom.key, values)


def kept(folder: Path, whom: Whom, kind: str) -> Kept | None:
    """Return the changed letter of a kind that is kept for a client, if there is one."""
    values = half_typed.kept(folder, Order(whom, kind).act, whom.key)
    if not values.get("text", "").strip():
        return None
    with contextlib.suppress(ValueError):
        options = tuple(shlex.split(values.get("options", "")))
        return Kept(Order(whom, kind, options), values["text"], values.get("state", TYPING))
    return None
