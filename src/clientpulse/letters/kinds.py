"""The kinds of letters, and the names that a template may use."""

from __future__ import annotations

KINDS = {
    "update": "what is new, or that all is on track",
    "agenda": "what the next meeting is about",
    "recap": "what was agreed in the last conversation",
    "feedback": "a question about how satisfied they are",
    "chase": "what they still owe us, friendly and firm",
    "apology": "a mistake owned: what it was and what is being done",
    "follow-up": "what happens next after a conversation",
    "greeting": "a birthday, a reminder, or just a kind word",
}
"""Every kind, and what such a letter holds."""

SUFFIX = ".j2"


NAMES = (
    (
        "client",
        "name; of the person, empty if unknown: contact, first_name, title,"
        " courtesy, gender (f, m), given_name, family_name, plain_name",
    ),
    ("formal, familiar", "how the client is addressed; one of them is true"),
    ("sender", "name: yours, from the setting sender; empty without it"),
    ("today", "the day it is: Saturday 21 November"),
    ("long, short", "which length the client likes; one of them is true"),
    ("month", "the month it is: November"),
    ("news", "a list: what was given with --news"),
    ("headline", "none, or what a subject has room for: the first news, the one thing to chase"),
    ("on_track", "in an update: nothing is late, no mistake is open, the work isn't paused"),
    ("meets", "whether meetings were agreed with them"),
    (
        "meeting",
        "none, or the next one: day, time, zone, place, at (theirs, ours, phone, online),"
        " more (what else the place says)",
    ),
    ("agenda", "a list: the topics of the next meeting, what both sides owe among them"),
    ("points", "a list: of the agenda what was noted; beside it there are promises and asks"),
    ("service", "none, or the one they know least of: name, sentence"),
    ("promises", "a list of what we owe: what, by, late"),
    ("asks", "a list of what they owe: what, by, late; overdue ones first"),
    ("chased", "none, or how often they were reminded: times, and day (of the first)"),
    ("answer_by", "the day to ask for an answer by: a workday in 3 days or more"),
    ("conversation", "none, or the one it is about: day, agreed (a list)"),
    ("project", "none, or the finished one: name, day, held (for a month)"),
    ("mistake", "none, or of an apology: what, why, fix, prevent, offer, day"),
    ("occasion", "none, or of a greeting: day, birthday, today, past"),
)
"""The names that a template may use, and what each holds."""
