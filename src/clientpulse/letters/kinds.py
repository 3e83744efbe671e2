"""The kinds of letters, and the names that a template may use."""

from __future__ import annotations

from typing import NamedTuple

KINDS = {
    "update": "what is new, or plainly that nothing is",
    "agenda": "what the next meeting is about",
    "recap": "what was said and agreed in the last conversation",
    "feedback": "a question how satisfied they are",
    "chase": "what they still owe us, friendly and firm",
    "apology": "a mistake owned: what it was and what is being done",
    "follow-up": "what happens next after a conversation",
    "greeting": "a birthday, a moment, or just a kind word",
}
"""Every kind, and what such a letter holds."""

SUFFIX = ".j2"


class Name(NamedTuple):
    """A name that a template may use."""

    name: str
    meaning: str


NAMES = (
    Name("client", "name; contact and first_name of the person, empty if unknown"),
    Name("sender", "name: yours, from the setting sender; empty without it"),
    Name("today", "the day it is: Saturday 21 November"),
    Name("long, short", "which length the client likes; one of them is true"),
    Name("news", "a list: what was given with --news"),
    Name("meeting", "none, or the next one: day, time, place, zone (if not ours)"),
    Name("agenda", "a list: the topics of the next meeting"),
    Name("service", "none, or the one they know least of: name, sentence"),
    Name("promises", "a list of what we owe: what, by, late"),
    Name("asks", "a list of what they owe: what, by, late; overdue ones first"),
    Name("answer_by", "the day to ask for an answer by: a workday in 3 days or more"),
    Name("conversation", "none, or the one it is about: day, note"),
    Name("project", "none, or the finished one: name, day, held (for a month)"),
    Name("mistake", "none, or of an apology: what, why, fix, prevent, offer, day"),
    Name("occasion", "none, or of a greeting: what, day, birthday, today, past"),
)
