"""What is said of a client about whom nothing comes up, or not everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clientpulse.dates import long_date
from clientpulse.quoting import shell_word
from clientpulse.views.states import ClientState

_SILENCES = {
    "archived": ("due stays silent", "To bring one back: pulse client restore {}"),
    "paused": ("due stays silent", "To resume one: pulse client resume {}"),
    "snoozed": (
        "updates, meetings and the like stay silent",
        "To end one: pulse snooze {} --clear",
    ),
}
"""What is hidden about several clients that rest, and how to end it for one."""


def silence(state: ClientState, *rules: str) -> Iterator[str]:
    """Say what is hidden about a client, until when, and how to end that; nothing of active ones.

    Args:
        rules: What was just done would come up by these: said where one is off, for this client or
            for all.
    """
    key = shell_word(state.key)
    name = state.name
    if state.archived:
        yield f"{name} is archived: due stays silent. To bring it back: pulse client restore {key}"
        return
    if state.paused:
        until = f" until {long_date(state.paused_until)}" if state.paused_until else ""
        too, ends = "", f"pulse client resume {key}"
        if state.snoozed_until is not None:
            too = f" and snoozed until {long_date(state.snoozed_until)}"
            ends += f"; pulse snooze {key} --clear"
        yield f"{name} is paused{until}{too}: due stays silent. To end it: {ends}"
    elif state.snoozed_until is not None:
        yield (
            f"{name} is snoozed until {long_date(state.snoozed_until)}: updates, meetings and the"
            f" like stay silent. To end it: pulse snooze {key} --clear"
        )
    off = state.off(rules)
    own = [rule for rule in off if rule in state.rules_off]
    if own:
        defaults = " ".join(f"{rule}=default" for rule in own)
        yield (
            f"Turned off for {name}: {', '.join(own)}."
            f" To turn {_them(own)} on: pulse client rules {key} {defaults}"
        )
    others = [rule for rule in off if rule not in own]
    if others:
        them = _them(others)
        yield (
            f"Turned off for all clients: {', '.join(others)}. To turn {them} on: pulse config edit"
        )


def _them(rules: Sequence[str]) -> str:
    return "it" if len(rules) == 1 else "them"


def some_rest(resting: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Say how many of the clients a file is about are archived, paused or snoozed.

    Args:
        resting: Their keys, by which of these they are.
    """
    for rest, (what, how) in _SILENCES.items():
        if keys := resting.get(rest):
            them = "1 of them is" if len(keys) == 1 else f"{len(keys):,} of them are"
            yield f"{them} {rest}: {what}. {how.format(shell_word(keys[0]))}"


def words(state: ClientState) -> str:
    """Say in a few words how visible a client is: ``active``, ``paused until Fri 4 Dec 2026``."""
    if state.archived:
        return "archived"
    said = []
    if state.paused:
        until = state.paused_until
        said.append(f"paused until {long_date(until)}" if until else "paused until it is resumed")
    if state.snoozed_until is not None:
        said.append(f"snoozed until {long_date(state.snoozed_until)}")
    return ", ".join(said) or "active"


def rules_in_words(state: ClientState) -> str:
    """Name the rules that are a client's own: ``feedback off, checkup every year``; or none."""
    return ", ".join(
        f"{rule} {'off' if interval is None else interval.adverb()}"
        for rule, interval in state.own_rules.items()
    )


def merged(states: Iterable[ClientState], result: ClientState) -> Iterator[str]:
    """Say what state and rules two clients have as one, and what of theirs goes.

    Args:
        states: Of the source, then of the target, as they were.
    """
    source, target = states
    now = words(result)
    lost = [f"{one.name} was {words(one)}." for one in (source, target) if words(one) != now]
    yield " ".join([f"State: {now}.", *lost])
    own = rules_in_words(result)
    gone = rules_in_words(source)
    yield (
        f"Rules: {f'{own}, the others as' if own else 'as'} for all clients."
        f"{f' Those of {source.name} go: {gone}.' if gone else ''}"
    )
