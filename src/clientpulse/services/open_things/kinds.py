"""What a command asks for where it takes a number, or a client and words."""

from __future__ import annotations

from functools import partial

from clientpulse.records import (
    Commitment,
    Contact,
    Feedback,
    Meeting,
    Mistake,
    Project,
    Reminder,
    ServiceMention,
    Touchpoint,
)
from clientpulse.services.open_things import finding
from clientpulse.services.open_things.thing import Kind

_OWED = {"": Commitment}
_MISTAKE = {"": Mistake}
_OCCASION = {"r": Reminder, "b": Contact}
_TOUCHPOINT = {"": Touchpoint}
_ALL_OWED = "for closed ones: pulse commitment list {key} --all"
_ALL_WRONG = "for fixed ones: pulse mistake list {key} --all"

DONE = Kind(
    "open things",
    ("nothing is open with {name}", _ALL_OWED),
    finding.open_both_ways,
    {"": Commitment, "t": Touchpoint},
)
OWED = Kind(
    "open promises and requests",
    ("no promise or request with {name} is open", _ALL_OWED),
    finding.owed,
    _OWED,
)
KEPT = Kind(
    "open promises",
    ("no promise to {name} is open", _ALL_OWED),
    partial(finding.owed, owed_by="us"),
    _OWED,
)
GOT = Kind(
    "open requests",
    ("{name} owes nothing", _ALL_OWED),
    partial(finding.owed, owed_by="client"),
    _OWED,
)
ENDED = Kind(
    "closed promises and requests",
    ("no promise or request with {name} is closed", "see 'pulse commitment list {key}'"),
    finding.ended,
    _OWED,
)
MISTAKE = Kind(
    "open mistakes", ("no mistake with {name} is open", _ALL_WRONG), finding.mistakes, _MISTAKE
)
TOLD = Kind(
    "untold mistakes",
    ("there is no mistake left to tell {name}", _ALL_WRONG),
    partial(finding.mistakes, told=False),
    _MISTAKE,
)
FIXED = Kind(
    "mistakes to fix",
    ("there is no mistake with {name} to fix", _ALL_WRONG),
    finding.to_fix,
    _MISTAKE,
)
BOOKED = Kind(
    "booked meetings",
    ("no meeting with {name} is booked", "book one: pulse meeting book {key} WHEN"),
    finding.booked,
    {"": Meeting},
)
REMEMBERED = Kind(
    "reminders and birthdays",
    ("no reminder or birthday for {name} is open", "see 'pulse remind list {key}'"),
    finding.to_remember,
    _OCCASION,
)
REMINDER = Kind(
    "reminders",
    ("no reminder for {name} is open", "set one: pulse remind {key} DATE WHAT"),
    finding.reminders,
    _OCCASION,
)
REMEMBERED_BEFORE = Kind(
    "reminders and birthdays that are done",
    ("no reminder for {name} is done", "see 'pulse remind list {key}'"),
    finding.done_before,
    _OCCASION,
)
RUNNING = Kind(
    "running projects",
    ("no project with {name} is running", "see 'pulse project list {key}'"),
    finding.running,
    {"": Project},
)
LOGGED = Kind(
    "touchpoints",
    ("nothing was logged with {name} yet", "log it: pulse log {key}"),
    finding.history,
    _TOUCHPOINT,
)
SHARED = Kind(
    "shared things",
    ("nothing was shared with {name} yet", "share it: pulse share {key} WHAT"),
    finding.shared,
    _TOUCHPOINT,
)
CONVERSATION = Kind(
    "conversations",
    ("no conversation with {name} was logged yet", "log it: pulse log {key}"),
    finding.conversations,
    _TOUCHPOINT,
)
FEEDBACK = Kind(
    "pieces of feedback",
    ("{name} has given no feedback yet", "write it down: pulse feedback {key} WHAT"),
    finding.feedback,
    {"": Feedback},
)
MENTION = Kind(
    "mentions of services",
    ("{name} hasn't heard of any service yet", "see 'pulse service list {key}'"),
    finding.mentions,
    {"": ServiceMention},
)
