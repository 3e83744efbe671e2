"""Walking through who might be a client: a card and a key each; nothing is written meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clientpulse import output, services
from clientpulse.cli.app.keys import ask_key
from clientpulse.cli.commands.setup.saying import refuse, say
from clientpulse.errors import ClientpulseError, InputError, NotFoundError
from clientpulse.views.proposals import Proposal, ProposalsView

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.proposing.accepting import Decided

Value = TypeVar("Value")

CLIENT, PERSON, NEVER, LATER = "client", "person", "never", "later"
KEYS = {"": CLIENT, "c": CLIENT, "p": PERSON, "n": NEVER, "l": LATER}

HELP = (
    "  Enter, c  a client, as proposed",
    "  p  a person at another client",
    "  n  not a client: never proposed again",
    "  l  later: proposed again next time",
    "  e  change the name or the cadence",
    "  u  go back to the one before",
    "  a  take all the rest as proposed",
    "  q  stop here; what you said so far counts",
)
QUESTION = "[c]lient, [p]erson, [n]o, [l]ater, [e]dit, [u]ndo, [a]ll, [q]uit, [?]:"


class Step(NamedTuple):
    """What was said about somebody.

    Attributes:
        whose: Of people, the key of the client that they are at.
    """

    what: str
    proposal: Proposal
    whose: str = ""


def walk(work: Session, view: ProposalsView, heading: str) -> Decided:
    """Go from one proposal to the next, until all have an answer or somebody stops.

    Args:
        heading: What is said first.
    """
    items, steps = list(view.items), list[Step]()
    if items:
        say(work, "", heading, "", *HELP)
    shown: Proposal | None = None
    while len(steps) < len(items):
        one = items[len(steps)]
        if shown is not one:
            shown = one
            sys.stdout.write("\n")
            place = (len(steps) + 1, len(items))
            work.show(
                output.screens.proposals.ONE, replace(view, items=(one,), place=place), "table"
            )
            say(work, "")
        key = ask_key(f"{output.cells.fitted(QUESTION, sys.stderr)} ")
        if key == "q":
            break
        if key == "a":
            steps += [_as_proposed(each) for each in items[len(steps) :]]
        elif key == "u" and steps:
            steps.pop()
        elif key == "e":
            items[len(steps)] = _edited(work, one, items)
        elif key in KEYS:
            step = _step(work, KEYS[key], one, steps)
            steps += [step] if step else []
        else:
            say(work, *HELP)
    return decided(steps)


def as_proposed(items: Sequence[Proposal]) -> Decided:
    """Take all proposals as they are."""
    return decided([_as_proposed(one) for one in items])


def decided(steps: Sequence[Step]) -> Decided:
    """Put together what was said."""
    found = services.proposing.accepting.Decided()
    for one in steps:
        if one.what == CLIENT:
            found.clients.append(one.proposal)
        elif one.what == PERSON:
            found.people.append((one.proposal, one.whose))
        else:
            (found.never if one.what == NEVER else found.later).append(one.proposal)
    return found


def _as_proposed(one: Proposal) -> Step:
    return Step(PERSON, one, one.there) if one.there else Step(CLIENT, one)


def _step(work: Session, what: str, one: Proposal, steps: Sequence[Step]) -> Step | None:
    if what == CLIENT:
        return _as_proposed(one)
    if what != PERSON:
        return Step(what, one)
    while typed := work.ask("At which client (its name; Enter to go back)? ").strip():
        try:
            return Step(PERSON, one, _whose(work, typed, steps))
        except NotFoundError as error:
            refuse(NotFoundError(error.message, "name one you have, or one just accepted"))
        except ClientpulseError as error:
            refuse(error)
    return None


def _whose(work: Session, typed: str, steps: Sequence[Step]) -> str:
    """Return the key of the client that is meant: one just accepted, or one that is there."""
    wanted = services.lookup.folded(typed)
    new = [one.proposal for one in steps if one.what == CLIENT]
    for fits in (str.__eq__, str.startswith):
        found = [
            one
            for one in new
            if fits(services.lookup.folded(one.name), wanted) or fits(one.key, wanted)
        ]
        if len(found) == 1:
            return found[0].key
    with work.reader() as reader:
        return services.lookup.client(reader, typed).key


def _edited(work: Session, one: Proposal, items: Sequence[Proposal]) -> Proposal:
    """Ask for another name and cadence; Enter keeps each."""
    had, own = services.proposing.accepting.stored(one.cadence)
    name = _read(
        work, f"Name (Enter: {output.safe.one_line(one.name)})? ", services.text.name, one.name
    )
    meeting = _read(
        work,
        f"Meet how often: 6w, quarterly, none (Enter: {had or 'none'})? ",
        lambda typed: services.text.interval(typed, "meeting"),
        had,
    )
    update = _read(
        work,
        f"Update how often: 2w, monthly, none, rule (Enter: {own or 'rule'})? ",
        services.text.update_interval,
        own,
    )
    taken = {each.key for each in items if each is not one}
    policy = work.settings.policy
    return services.proposing.accepting.edited(one, policy, name, meeting, update, taken)


def _read(work: Session, question: str, read: Callable[[str], Value], kept: Value) -> Value:
    while typed := work.ask(question).strip():
        try:
            return read(typed)
        except InputError as error:
            refuse(error)
    return kept
