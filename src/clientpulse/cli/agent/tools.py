"""The tools that there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from clientpulse.cli.agent import reading, writing
from clientpulse.cli.agent.answers import Fields
from clientpulse.cli.agent.parameters import Parameter, parameters_of, schema


@dataclass(frozen=True)
class Tool:
    """Something that an agent can call.

    Attributes:
        about: When to use it, for the agent.
        function: Takes the call and the tool's parameters.
        command: What the journal calls it; empty of one that only reads.
        replaces: Whether it changes what is stored already, and doesn't only add.
    """

    name: str
    about: str
    function: Callable[..., Fields]
    command: str = ""
    replaces: bool = False

    @property
    def writes(self) -> bool:
        """Whether it writes."""
        return bool(self.command)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it takes."""
        return parameters_of(self.function)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """What it takes, as a JSON Schema."""
        return schema(self.parameters)


READING = (
    Tool(
        "due",
        "Whom should your person contact today, and why? Start here. The most urgent client comes"
        " first, with how late it is, the reasons, what to do, and whom to call at which number.",
        reading.due,
    ),
    Tool(
        "brief",
        "What to know before a call, a meeting or a message to one client: people, what was last,"
        " what both sides owe, the next meeting and its agenda.",
        reading.brief,
    ),
    Tool(
        "search",
        "Find words in what was written down, newest first, when you don't know whose it is.",
        reading.search,
    ),
    Tool(
        "history",
        "What happened with a client, or with all, newest first; narrow it by days or channel.",
        reading.history,
    ),
    Tool(
        "report",
        "How all clients stand: how many are overdue or on track, and a row for each. For"
        " overviews; for what to do today use due.",
        reading.report,
    ),
    Tool(
        "dial",
        "Whom to ring right now: those with a phone number who are at work at this hour, longest"
        " silence first.",
        reading.dial,
    ),
    Tool(
        "draft",
        "Word a letter to a client from what is stored. Nothing is sent or logged: your person"
        " reads and sends it.",
        reading.draft,
    ),
)

WRITING = (
    Tool(
        "log",
        "Write down a call, e-mail, meeting or visit that took place. Only when your person says"
        " it did.",
        writing.log,
        "log",
    ),
    Tool(
        "promise",
        "Write down what your person promised a client, or is to deliver to them, and by when.",
        writing.promise,
        "promise",
    ),
    Tool(
        "ask",
        "Write down what a client owes your person, such as papers or a decision, and by when.",
        writing.ask,
        "ask",
    ),
    Tool(
        "done",
        "Mark a promise kept, an ask received or a message as in no need of an answer, by its"
        " number.",
        writing.done,
        "done",
        replaces=True,
    ),
    Tool(
        "snooze",
        "Silence the reminders about a client until a day.",
        writing.snooze,
        "snooze",
        replaces=True,
    ),
    Tool("remind", "Set a reminder about a client for a day.", writing.remind, "remind add"),
    Tool(
        "agenda_add",
        "Add a point to the agenda of a client's next meeting.",
        writing.agenda_add,
        "agenda add",
    ),
)


def tools(*, write: bool) -> dict[str, Tool]:
    """Return the tools by name: those that read, and the others where writing is allowed."""
    return {one.name: one for one in (*READING, *(WRITING if write else ()))}
