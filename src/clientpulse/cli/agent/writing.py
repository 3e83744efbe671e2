"""The tools that write, where the person allows it: each is what its command does, typed.

A tool calls the function of its command, so what is stored, refused and journalled is the same.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from clientpulse import dates, services
from clientpulse.cadence.channel import CHANNELS
from clientpulse.cli.agent.answers import Fields, known
from clientpulse.cli.agent.call import Call, Client
from clientpulse.cli.agent.parameters import About, CallError
from clientpulse.cli.agent.shown import Shown
from clientpulse.cli.app.shapes import Answer, function_of

OF_ALL = re.compile("t?[0-9]{1,9}", re.ASCII)
OF_OWED = re.compile("[0-9]{1,9}", re.ASCII)

What = Annotated[str, About("What it is, in a few words of your person's.")]
By = Annotated[str | None, About("By when: 2026-12-04, 'fri', 'in 2 weeks'. Without it, no day.")]
On = Annotated[
    str | None, About("The day it happened: today, unless you say 'yesterday' or a date.")
]
Channel = Annotated[str | None, About(f"One of {', '.join(CHANNELS)}.", CHANNELS)]


def log(
    call: Call,
    client: Client,
    note: Annotated[str | None, About("What was said.")] = None,
    channel: Annotated[
        str | None, About(f"How: call, unless you say one of {', '.join(CHANNELS)}.", CHANNELS)
    ] = None,
    on: On = None,
    at: Annotated[str | None, About("Time of day: 14:30.")] = None,
    people: Annotated[list[str] | None, About("Who took part, by name.")] = None,
    agreed: Annotated[list[str] | None, About("What both sides agreed, a sentence each.")] = None,
    minutes: Annotated[int | None, About("How long it took.")] = None,
    inbound: Annotated[bool, About("True where it came from the client.")] = False,
    no_reply: Annotated[bool, About("True where what they wrote needs no answer.")] = False,
    kept: Annotated[
        list[str] | None,
        About("Promises that your person kept with it: their numbers from brief or due."),
    ] = None,
    got: Annotated[
        list[str] | None,
        About("Asks that the client met with it: their numbers from brief or due."),
    ] = None,
) -> Fields:
    """Write down a call, an e-mail, a meeting or a visit that took place."""
    from clientpulse.cli.commands import log as command  # noqa: PLC0415  as each, when it is called

    settled = {name: _numbers(of, OF_OWED) for name, of in (("kept", kept), ("got", got)) if of}
    said = _of(command.log)(
        *(call.work, client),
        note=None if note is None else [note],
        channel=channel,
        on=on,
        at=at,
        people=people,
        agreed=agreed,
        minutes=minutes,
        inbound=inbound,
        no_reply=no_reply,
        **settled,
    )
    return _written(call, said, "touchpoint", "id on at channel direction agreed with")


def promise(call: Call, client: Client, what: What, by: By = None) -> Fields:
    """Write down what your person promised a client."""
    return _agree(call, "us", client, what, by)


def ask(call: Call, client: Client, what: What, by: By = None) -> Fields:
    """Write down what a client owes your person."""
    return _agree(call, "client", client, what, by)


def done(
    call: Call,
    number: Annotated[str, About("From brief or due: 7 for a promise or an ask, t341 a message.")],
    on: On = None,
    channel: Annotated[
        str | None,
        About(
            "Also log a touchpoint of this channel, with which it was done; not of a message.",
            CHANNELS,
        ),
    ] = None,
) -> Fields:
    """Mark a promise kept, an ask received or a message answered."""
    from clientpulse.cli.commands import done as command  # noqa: PLC0415

    said = _of(command.done)(call.work, _numbers([number], OF_ALL), on=on, channel=channel)
    if "commitment" in said.fields:
        return _written(call, said, "commitment", "id owed_by what due_on done_on")
    return _written(call, said, "touchpoint", "id on channel needs_answer")


def snooze(
    call: Call,
    client: Client,
    until: Annotated[str, About("The day on which reminders come back: 2026-12-04, 'in 2 weeks'.")],
    reason: Annotated[str | None, About("Why, in a few words.")] = None,
) -> Fields:
    """Silence a client's reminders until a day."""
    from clientpulse.cli.commands import snooze as command  # noqa: PLC0415

    _one_client(client)
    if not until.strip():
        raise CallError("until is empty: give a day")
    said = _of(command.snooze)(call.work, "json", client, [until], reason=reason)
    return _written(call, said, "client", "snoozed_until")


def remind(
    call: Call,
    client: Client,
    on: Annotated[str, About("The day: 2026-12-04, 'next fri'.")],
    what: What,
    yearly: Annotated[bool, About("True to repeat it every year.")] = False,
    person: Annotated[str | None, About("Whom it is about.")] = None,
) -> Fields:
    """Set a reminder for a day."""
    from clientpulse.cli.commands import remind as command  # noqa: PLC0415

    day = call.work.day(on, dates.Prefer.FUTURE)
    if not what.strip():
        raise CallError("what is empty: say what it is")
    words = [day.isoformat(), *what.split()]
    said = _of(command.add)(call.work, client, words, yearly=yearly, person=person)
    return _written(call, said, "reminder", "ref on yearly next_on")


def agenda_add(call: Call, client: Client, what: What) -> Fields:
    """Add a point to what is talked about at a client's next meeting."""
    from clientpulse.cli.commands import agenda as command  # noqa: PLC0415

    said = _of(command.agenda)(call.work, client, ["add", what])
    return _written(call, said, "point", "number")


def _agree(call: Call, owed_by: str, client: str, what: str, by: str | None) -> Fields:
    from clientpulse.cli.commands import promise as command  # noqa: PLC0415

    if not what.strip():
        raise CallError("what is empty: say in a few words what it is")
    said = command.agree(call.work, owed_by, client, [what], by)
    assert isinstance(said, Answer)
    return _written(call, said, "commitment", "id owed_by what made_on due_on")


def _of(command: Any) -> Any:
    return function_of(command)


def _numbers(typed: list[str], form: re.Pattern[str]) -> list[str]:
    """Read numbers alone: words would be looked for in what the agent mayn't see.

    Raises:
        CallError: One isn't a number.
    """
    for one in typed:
        if not form.fullmatch(one.strip()):
            like = "7 or t341" if form is OF_ALL else "7"
            raise CallError(f"a number has to be like {like}, from brief or due")
    return [one.strip() for one in typed]


def _one_client(client: str) -> None:
    if services.lookup.is_tag(client):
        raise CallError("this takes one client, not a tag")


def _written(call: Call, said: Answer, noun: str, names: str) -> Fields:
    """Return of what was written the fields that are named, and how it is taken back."""
    return {"written": call.work.command, **record(call.shown, said.fields[noun], noun, names)}


def record(shown: Shown, fields: Any, noun: str, names: str) -> Fields:
    """Return some fields of a record as a command answers it; what people typed is marked."""
    typed = {"agreed", "with", "what"}

    def value(name: str) -> Any:
        found = fields.get(name)
        if name not in typed:
            return found
        return shown.several(found) if isinstance(found, list) else shown.text(found)

    whose = known({"key": fields.get("key"), "name": shown.text(fields.get("client"))})
    found = known({one: value(one) for one in names.split()})
    return {"client": {**whose, **found}} if noun == "client" else {"client": whose, noun: found}
