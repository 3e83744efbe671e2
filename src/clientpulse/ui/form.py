"""The form of an act: a few fields at the bottom, and the command line that comes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input

from clientpulse.output.look import QUIET, STRONG
from clientpulse.ui import cards
from clientpulse.ui.acts import Act, Field, Values, shown
from clientpulse.ui.below import Below
from clientpulse.ui.lines import Line, Piece, Said
from clientpulse.ui.views import Whom

BESIDE = 2
"""So many short fields stand side by side."""

CLOSES = Field("closes", "numbers of what it settles", wide=True)


class Settled(NamedTuple):
    """Something open that a contact may settle.

    Attributes:
        option: Of ``log``, without its dashes.
        ref: Its number there.
        said: In words, harmless.
    """

    option: str
    ref: str
    said: str


class Entry(Input):
    """One field; Enter sends the form, the arrows go through what it may be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", show=False),
        Binding("up", "turn(-1)", show=False),
    ]

    def __init__(self, field: Field, value: str, *, is_given: bool = False) -> None:
        words = SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
        super().__init__(
            value,
            placeholder=field.hint,
            suggester=words,
            compact=True,
            # What was filled in by itself is typed over; what somebody typed is gone on with.
            select_on_focus=is_given,
            id=f"field-{field.name}",
        )
        self.field, self.label = field, Said()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show in its label whether it is the one that is typed in."""
        super().watch_has_focus(has_focus)
        self.label.again()

    class Passed(Message):
        """Another field is wanted."""

        def __init__(self, entry: Entry, by: int) -> None:
            super().__init__()
            self.entry, self.by = entry, by

    @property
    def meant(self) -> str:
        """What was typed; of what can only be one thing, its beginning will do."""
        typed = self.value.strip().lower()
        fits = [one for one in self.field.choices if typed and one.startswith(typed)]
        return fits[0] if len(fits) == 1 else self.value

    def action_turn(self, by: int) -> None:
        """Go to the next thing that it may be, or to the next field."""
        words = self.field.choices
        if not words:
            self.post_message(self.Passed(self, by))
            return
        at = words.index(self.value) + by if self.value in words else (0 if by > 0 else -1)
        self.value = words[at % len(words)]
        self.cursor_position = len(self.value)


class Form(Below):
    """The fields of an act with one client.

    Args:
        kept: What was half typed before.
        given: What is filled in already, unless what was half typed goes on from it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", show=False),
        Binding("tab", "next(1)", show=False),
        Binding("shift+tab", "next(-1)", show=False),
        Binding("escape", "leave", show=False, priority=True),
    ]

    class Sent(Message):
        """The act is to be done."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

    class Changed(Sent):
        """Something was typed."""

    class Left(Sent):
        """Nothing is to be done now; what was typed is kept."""

    def __init__(self, act: Act, whom: Whom, kept: Values, given: Values, **how: Any) -> None:
        super().__init__(id="form", **how)
        self.act, self.whom = act, whom
        self._kept, self._given = kept, given
        self._things: Sequence[Settled] = ()
        self._said: Sequence[str] = ()
        self._news = ""
        self.then: int | None = None
        self._last: Entry | None = None
        self._foot = Said()
        fields = (*act.fields, CLOSES) if act.settles else act.fields
        begins = {
            **kept,
            **{
                name: value
                for name, value in given.items()
                if not kept.get(name, "").startswith(value)
            },
        }
        self.entries = [
            Entry(
                field,
                begins.get(field.name, ""),
                is_given=field.name in given and field is not fields[0],
            )
            for field in fields
        ]

    def compose(self) -> ComposeResult:
        """Lay the fields out: a wide one on a line of its own, the others side by side."""
        title = Said()
        said = " (what you typed before)" if any(self._kept.values()) else ""
        line = (Piece(f"{self.act.title} {self.whom.name}", STRONG), Piece(said, QUIET))
        title.fill(lambda _: [line])
        yield title
        beside: list[Entry] = []
        for one in [*self.entries, None]:
            if beside and (one is None or one.field.wide or len(beside) == BESIDE):
                yield Horizontal(*(part for each in beside for part in self._labelled(each)))
                beside = []
            if one is not None and one.field.wide:
                yield Horizontal(*self._labelled(one), id=f"row-{one.field.name}")
            elif one is not None:
                beside.append(one)
        yield self._foot

    def on_mount(self) -> None:
        """Begin in the first field."""
        if self.begins.field.name not in self._given:
            self.begins.select_all()
        self._show()

    @property
    def begins(self) -> Entry:
        """Where one begins to type."""
        empty = (one for one in self.entries if one.field.needed and not one.value.strip())
        first = self._last or next(empty, self.entries[0])
        return next((one for one in self.entries if one.has_focus), first)

    @property
    def values(self) -> Mapping[str, str]:
        """What was filled in, as it was typed."""
        return {one.field.name: one.value for one in self.entries}

    @property
    def typed(self) -> Values:
        """The same, empty where nothing was typed beyond what was given."""
        values = self.values
        given = all(value == self._given.get(name, "") for name, value in values.items())
        return {} if given else values

    @property
    def line(self) -> list[str]:
        """The command line that comes of it."""
        values = {one.field.name: one.meant for one in self.entries}
        numbers = values.pop("closes", "").replace(",", " ").split()
        refs = [self._things[int(one) - 1] for one in numbers if self._is_number(one)]
        values["closes"] = " ".join(f"{one.option}={one.ref}" for one in refs)
        return self.act.line(self.whom.key, values)

    @property
    def missing(self) -> str:
        """What isn't right before it can be sent, in words; empty where all is."""
        for one in self.entries:
            if one.field.needed and not one.value.strip():
                one.focus()
                return f"still to fill in: {one.field.name} ({one.field.hint})"
        for number in self.values.get("closes", "").replace(",", " ").split():
            if not self._is_number(number):
                return f"closes takes the numbers below, 1 to {len(self._things)}"
        return ""

    def offer(self, things: Sequence[Settled], then: int) -> None:
        """Show what the contact may settle.

        Args:
            then: What the journal had `seen`.
        """
        self._things, self.then = things, then
        if self.is_mounted:
            self._show()

    def warn(self, said: str) -> None:
        """Say what somebody wrote of the client meanwhile."""
        self._news = said
        self._show()

    def refuse(self, lines: Sequence[str]) -> None:
        """Say why it wasn't done; what was typed stays."""
        self._said = lines
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the command that comes of it, and let it be kept."""
        event.stop()
        self._said = ()
        self._show()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send the form."""
        event.stop()
        self.action_send()

    def on_entry_passed(self, event: Entry.Passed) -> None:
        """Go to another field."""
        event.stop()
        self.action_next(event.by)

    def action_next(self, by: int) -> None:
        """Go to the next field, or the one before; behind the last comes the first."""
        there = [one for one in self.entries if one.field is not CLOSES or self._things]
        at = next((at for at, one in enumerate(there) if one.has_focus), 0)
        there[(at + by) % len(there)].focus()

    def action_send(self) -> None:
        """Send it, unless something is missing."""
        self._last = self.begins
        wrong = self.missing
        if wrong:
            self.refuse([wrong])
        else:
            self.post_message(self.Sent(self))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left(self))

    def _is_number(self, typed: str) -> bool:
        return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self._things)

    def _show(self) -> None:
        for row in self.query("#row-closes"):
            row.display = bool(self._things)
        things = [f"{at} {one.said}" for at, one in enumerate(self._things, 1)]
        said, news, command = tuple(self._said), self._news, shown(self.line)

        def lay_out(room: int) -> list[Line]:
            lines = [*cards.sentences(["   ".join(things)] if things else [], room, QUIET)]
            lines += cards.sentences([news] if news else [], room, "today")
            lines += cards.sentences(said, room, "overdue" if said else "")
            keys = f"Enter {self.act.enter}, Esc keeps it for later"
            return [*lines, *cards.sentences([command, keys], room, QUIET)]

        self._foot.fill(lay_out)

    def _labelled(self, entry: Entry) -> tuple[Said, Entry]:
        label = entry.label
        label.fill(lambda _: [(Piece(entry.field.name, STRONG if entry.has_focus else QUIET),)])
        label.styles.width = max(len(one.field.name) for one in self.entries) + 2
        return label, entry
