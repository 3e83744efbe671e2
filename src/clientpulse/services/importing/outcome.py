"""What came of an import: counts by noun, and what there is to say about single lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING

from clientpulse.transfer.records import Refusal, Remark
from clientpulse.views.coming_up import ComingUp
from clientpulse.views.fates import Fate

if TYPE_CHECKING:
    from clientpulse.services.importing.plan import PlannedClient
    from clientpulse.transfer.records import Entry

# A file may be wrong in a million lines; nobody reads more than these, and they fit in memory.
KEPT_MESSAGES = 1_000


# What one and several are called, where it isn't the noun itself.
COUNTED = {
    "feedback": ("piece of feedback", "pieces of feedback"),
    "agenda_points": ("agenda point", "agenda points"),
    "checkups": ("check-up", "check-ups"),
    "rests": ("pause or snooze", "pauses and snoozes"),
    "trait_weights": ("weight", "weights"),
    "away": ("time away", "times away"),
}


def counted(noun: str, count: int) -> str:
    """Say how many of a noun there are: `1 client`, `2,000 check-ups`."""
    one, many = COUNTED.get(noun, (noun[:-1], noun))
    return f"{count:,} {one if count == 1 else many}"


@dataclass(slots=True)
class Tally:
    """How many of one noun were created, updated, skipped (nothing to change), left or refused.

    Left are those that differ from what the store has, where only what is new was wanted.
    """

    created: int = 0
    updated: int = 0
    skipped: int = 0
    left: int = 0
    refused: int = 0

    @property
    def accepted(self) -> int:
        """How many there were that are in the store now."""
        return self.created + self.updated + self.skipped + self.left


@dataclass(slots=True)
class Outcome:
    """What came of reading one file.

    Attributes:
        noun: What the file is about: `clients`, `touchpoints`, or None for a whole store.
        messages: The first ones, in the order of their lines once all is read.
        messages_left_out: How many more there were.
        unknown_columns: The columns that were left out.
        about: The numbers of the clients that the file is about.
        resting: The keys of those of them that are archived, paused or snoozed, by which it is.
        coming_up: Those whose clock was set, by cadence, most first.
        from_tags: How many new clients got something by a tag, by what they got in words.
        without_cadence: How many new clients have a tag, and no cadence by the file or by a tag.
        without_owner: How many new clients have no owner by the file or by a tag.
        fates: What becomes of each client and person, in the order of the file.
    """

    noun: str | None
    counts: dict[str, Tally] = field(default_factory=dict)
    messages: list[Remark] = field(default_factory=list)
    messages_left_out: int = 0
    unknown_columns: tuple[str, ...] = ()
    about: set[int] = field(default_factory=set)
    resting: dict[str, list[str]] = field(default_factory=dict)
    coming_up: list[ComingUp] = field(default_factory=list)
    from_tags: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    without_cadence: Counter[str] = field(default_factory=Counter)
    without_owner: int = 0
    fates: list[Fate] = field(default_factory=list)

    def of(self, noun: str) -> Tally:
        """Return the counts of a noun, to add to."""
        return self.counts.setdefault(noun, Tally())

    @property
    def total(self) -> Tally:
        """The counts of what the file is about; of a whole store, those of everything."""
        if self.noun is not None:
            return self.of(self.noun)
        return Tally(*map(sum, zip(*map(astuple, self.counts.values()), strict=True)))

    @property
    def useless(self) -> bool:
        """Whether rows were refused and none was accepted."""
        return self.total.refused > 0 and self.total.accepted == 0

    def count_tags(self, new: Iterable[PlannedClient]) -> None:
        """Count what new clients got by their tags, and those without a cadence or an owner."""
        for client in new:
            got = client.by_tags
            self.from_tags.update((tag, tuple(words)) for tag, words in got.taken.items())
            self.without_owner += client.values.get("owner") is None
            if "meeting_interval" not in {*client.given, *got.values}:
                self.without_cadence.update(client.tags)

    def refuse(self, line: int | None, reason: str) -> None:
        """Count a row that isn't taken and say why."""
        self.of(self.noun or "clients").refused += 1
        self.say(line, reason)

    def say(self, line: int | None, text: str) -> None:
        """Say something about a line."""
        if len(self.messages) < KEPT_MESSAGES:
            self.messages.append(Remark(line, text))
        else:
            self.messages_left_out += 1

    def noted(self, entry: Entry) -> bool:
        """Note a refusal or a remark of the file's reader; anything else is somebody else's."""
        if isinstance(entry, Refusal):
            self.refuse(entry.line, entry.reason)
            return True
        if isinstance(entry, Remark):
            self.say(entry.line, entry.text)
            return True
        return False

    def finish(self, unknown_columns: tuple[str, ...]) -> Outcome:
        """Put the messages in order once all has been read."""
        self.unknown_columns = unknown_columns
        self.messages.sort(key=lambda message: message.line or 0)
        return self
