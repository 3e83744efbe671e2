"""Words that people try: which command each stands for, or what to say where that isn't certain.

Only a word that is no command gets here, so a command of the same name always wins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from clientpulse.quoting import shell_word

RUNS: Mapping[str, str] = {
    "due": "status today now morning home overview dashboard tasks todos next",
    "due --within 1w": "week soon upcoming ahead",
    "due --today tomorrow": "tomorrow",
    "dial": "dialer callsheet phonebook",
    "ui": "tui screen gui interactive",
    "report": "portfolio summary stats statistics all-clients",
    "report --html": "page html browser webpage",
    "show": "open info view display details detail get profile",
    "brief": "briefing prep prepare",
    "history": "timeline activity journal logs touchpoints notes past",
    "history --since yesterday": "yesterday",
    "search": "find grep lookup query",
    "add": "new create",
    "client list": "list ls clients customers accounts show-all all",
    "client tags": "tags labels",
    "client edit": "edit change modify",
    "client rename": "rename mv",
    "client pause": "pause",
    "client resume": "resume unpause",
    "client archive": "archive",
    "client restore": "unarchive",
    "client rules": "rules rule",
    "client merge": "merge",
    "contact list": "contacts people persons",
    "meeting list": "meetings appointments calendar diary",
    "meeting book": "book",
    "log": "talked spoke logged",
    "log -c call": "called phoned rang",
    "log -c email": "emailed mailed e-mailed",
    "log -c meeting": "met",
    "log -c visit": "visited",
    "log -c message": "texted messaged",
    "log -c letter": "lettered",
    "promise": "owe promised",
    "ask": "asked request requested",
    "commitment list": "promises commitments asks requests debts",
    "done": "complete completed",
    "mistake list": "mistakes",
    "mistake told": "told",
    "mistake fixed": "fixed",
    "remind list": "reminders birthdays",
    "remind": "remember reminder",
    "feedback list": "feedbacks",
    "project list": "projects",
    "service list": "services offers",
    "trait list": "traits",
    "template list": "templates",
    "timer status": "timers cron crontab autostart",
    "help agent": "agent ai",
    "digest --notify": "notify notification",
    "feed": "ics ical icalendar",
    "draft --resend": "resend unsent",
    "away": "holiday holidays vacation leave off",
    "snooze": "defer",
    "undo": "revert oops",
    "undo --list": "changes oplog",
    "import": "load",
    "backup list": "backups",
    "doctor": "diagnose selftest",
    "config": "settings preferences prefs configuration conf",
    "help": "man manual usage docs ?",
    "help all": "commands",
}
"""By command, the words that certainly mean it and do no harm; what follows them goes along."""

WITH_TEXT: Mapping[str, tuple[str, str]] = {
    "call": ("log -c call", "dial"),
    "phone": ("log -c call", "dial"),
    "ring": ("log -c call", "dial"),
    "email": ("log -c email", ""),
    "mail": ("log -c email", ""),
    "message": ("log -c message", ""),
    "text": ("log -c message", ""),
    "sms": ("log -c message", ""),
    "whatsapp": ("log -c message", ""),
    "letter": ("log -c letter", ""),
    "video": ("log -c video", ""),
    "zoom": ("log -c video", ""),
    "visit": ("log -c visit", ""),
    "meet": ("meeting book", "meeting list"),
    "schedule": ("meeting book", "meeting list"),
    "appointment": ("meeting book", "meeting list"),
    "start": ("project start", "due"),
    "todo": ("promise", "due"),
    "task": ("promise", "due"),
    "waiting": ("ask", "commitment list"),
    "waiting-for": ("ask", "commitment list"),
}
"""Words that need a client and a text to be certain; and what they are with nothing behind them."""

ABOUT_A_CLIENT: Mapping[str, str] = {
    "waiting": "commitment list",
    "waiting-for": "commitment list",
    "todo": "commitment list",
    "task": "commitment list",
    "meet": "meeting list",
    "schedule": "meeting list",
    "appointment": "meeting list",
    "client": "show",
    "contact": "contact list",
    "meeting": "meeting list",
    "commitment": "commitment list",
    "project": "project list",
    "service": "service list",
    "touchpoint": "history",
    "trait": "trait list",
}
"""What a word or a group is with a client alone behind it."""

WITH_A_CLIENT: Mapping[str, str] = {"meeting": "meeting book", "touchpoint": "log"}
"""What a group is with a client and more behind it."""

SAYS: Mapping[str, str] = {
    "rm delete del remove erase drop kill": (
        "for good: pulse client delete CLIENT; out of the way, with its history: pulse client"
        " archive CLIENT"
    ),
    "note comment remark": (
        "what happened: pulse log CLIENT TEXT; about the client: pulse client edit CLIENT"
        " --note TEXT"
    ),
    "update": "what happened: pulse log CLIENT TEXT; the client: pulse client edit CLIENT",
    "set": "a client: pulse client edit CLIENT; a setting: pulse config set NAME TEXT",
    "skip wait": "days off: pulse away DATE; a client to leave alone: pulse snooze CLIENT DATE",
    "postpone later move reschedule": (
        "a client to leave alone: pulse snooze CLIENT DATE; a meeting: pulse meeting move CLIENT"
        " DATE"
    ),
    "cancel": (
        "a meeting: pulse meeting cancel CLIENT; a promise: pulse commitment drop CLIENT; the last"
        " change: pulse undo"
    ),
    "finish close end": (
        "a promise: pulse done CLIENT; a project: pulse project finish CLIENT; a client: pulse"
        " client archive CLIENT"
    ),
    "write compose reply answer": (
        "to write: pulse draft update CLIENT; once it is sent: pulse log CLIENT -c email"
    ),
    "send": (
        "to a client: pulse draft update CLIENT --send; today's list to yourself: pulse digest"
        " --send"
    ),
    "automate automatic": "each morning, by itself: pulse timer install",
    "call phone ring": "before: pulse brief CLIENT; afterwards: pulse log CLIENT TEXT -c call",
    "email mail message text sms whatsapp letter": (
        "to write: pulse draft update CLIENT; to send it from here: add --send; what was sent"
        " elsewhere: pulse log CLIENT TEXT -c email"
    ),
    "visit video zoom": "before: pulse brief CLIENT; afterwards: pulse log CLIENT TEXT -c visit",
    "calls": "whom to ring: pulse dial; what was said: pulse history --channel call",
    "emails mails letters messages": (
        "what was written: pulse history --channel email; to write: pulse draft update CLIENT"
    ),
    "birthday bday": (
        "pulse contact edit CLIENT PERSON --birthday DATE; all of them: pulse remind list"
    ),
    "person": "at a client: pulse contact add CLIENT NAME; as a client: pulse add NAME",
    "tag label": "pulse client edit CLIENT --add-tag TEXT",
    "untag": "pulse client edit CLIENT --remove-tag TEXT",
    "cadence interval frequency": "pulse client edit CLIENT --meet INTERVAL",
    "check health": "the store: pulse doctor; a relationship: pulse checkup CLIENT",
    "start": "the day: pulse due; a project: pulse project start CLIENT NAME",
    "unsnooze wake": "pulse snooze CLIENT --clear",
    "save dump": (
        "everything is stored as you type it; a copy: pulse backup; to a file: pulse export"
        " everything.json"
    ),
    "init setup begin tutorial demo example": (
        "begin with: pulse add NAME; or from a file: pulse import clients.csv; or look"
        " around: pulse --demo"
    ),
    "sync": "a copy: pulse backup; from a file: pulse import clients.csv",
    "completion": "pulse --install-completion",
    "error wrong problem issue": "pulse mistake CLIENT TEXT",
    "deadline": (
        "a promise: pulse commitment edit CLIENT --by DATE; a reminder: pulse remind CLIENT DATE"
    ),
}
"""What to say of words that mean several things, or would destroy something."""

VERBS = (
    ("install", "enable", "setup", "activate"),
    ("add", "new", "create", "book", "start", "begin", "schedule", "plan", "insert", "install"),
    ("list", "ls", "show", "all", "view", "print", "open", "status"),
    ("edit", "change", "modify", "update", "set", "correct", "amend", "rename"),
    ("move", "reschedule", "postpone", "shift"),
    ("finish", "done", "complete", "close", "end"),
    ("resume", "unpause"),
    ("delete", "remove", "rm", "del", "erase", "cancel", "drop", "uninstall", "disable"),
)
"""What the commands of a group are called elsewhere; the last line destroys, and is only said."""

OPTIONS: Mapping[str, str] = {
    "pulse log --note": "the note needs no option: pulse log CLIENT TEXT",
    "pulse log --client": "the client comes first: pulse log CLIENT TEXT",
    "pulse log --message": "the note needs no option: pulse log CLIENT TEXT",
    "pulse remind add --on": "the day comes behind the client: pulse remind CLIENT DATE TEXT",
    "pulse meeting book --on": "the day comes behind the client: pulse meeting book CLIENT DATE",
    "pulse add --name": 'the name needs no option: pulse add "Acme GmbH"',
}
"""What to say of an option that a command doesn't have."""

USAGE: Mapping[str, str] = {
    "pulse undo": "it takes back one command; run 'pulse undo' again for the one before, or see"
    " them all: pulse undo --list",
    "pulse export": "name a file: pulse export everything.json, or pulse export clients.csv"
    " --kind clients;"
    " to see it here: pulse export - --kind clients",
    "pulse import": "name a file: clients or touchpoints as CSV, or what 'pulse export' wrote;"
    " for example: pulse import clients.csv --dry-run",
}
"""What to say where a command's arguments are too few or too many."""

ENDED = "there is nothing to quit: each command ends by itself"
QUIT = frozenset({"quit", "exit", "q", ":q", ":q!", "bye", "logout"})
VERSION = frozenset({"version", "ver"})

_PLACES = re.compile(r"\b(?:TEXT|DATE|NAME|PERSON|INTERVAL)\b")
_RUNS = {word: command for command, words in RUNS.items() for word in words.split()}
_SAYS = {word: said for words, said in SAYS.items() for word in words.split()}


def stands_for(word: str, *behind: str) -> str:
    """Return the command that a word certainly means; empty where it doesn't.

    Args:
        behind: What was typed behind it, without options.
    """
    if word in _RUNS:
        return _RUNS[word]
    if word in WITH_TEXT and len(behind) != 1:
        return WITH_TEXT[word][not behind]
    return ABOUT_A_CLIENT.get(word, "")


def all_words() -> Collection[str]:
    """Return the words that certainly mean a command."""
    return _RUNS


def hint(word: str, *behind: str) -> str:
    """Return what to say of a word that means several things; empty where there is nothing."""
    return filled(_SAYS.get(word, ""), behind)


def filled(said: str, behind: Sequence[str]) -> str:
    """Put what was typed, a client before all, into the places of what is said."""
    others = list(dict.fromkeys(_PLACES.findall(said)))
    if not behind:
        return said
    if not others:
        return said.replace("CLIENT", shell_word(" ".join(behind)))
    words = [*behind[1 : len(others)], " ".join(behind[len(others) :])]
    typed = dict(zip(others, words, strict=False))
    said = said.replace("CLIENT", shell_word(behind[0]))
    return _PLACES.sub(lambda place: shell_word(typed.get(place[0]) or place[0], place[0]), said)


def verb(word: str, known: Collection[str]) -> tuple[str, bool]:
    """Return the command of a group that a word means, and whether it may run unasked."""
    for words in VERBS:
        if word in words:
            found = [one for one in words if one in known]
            return (found[0] if found else ""), len(found) == 1 and words is not VERBS[-1]
    return "", False
