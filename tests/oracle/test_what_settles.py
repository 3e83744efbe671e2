"""What is written down settles what it settled, and nothing else, and opens it again when it goes.

Made-up weeks with one client, command by command. Beside the product a plain record is kept by hand
as the text has it, and after each command the naive engine says of it what is still to be done.
"""

import copy
import random
from datetime import date, timedelta

import pytest
import reference
import relationship
from product import Product
from test_portfolios import check_due

from tests import hostile

FIRST = date(2026, 11, 2)  # a Monday
BIRTHDAY = date(2026, 11, 12)
OPEN = {"done_on": None, "dropped_on": None}
# As ``product.fill`` numbers what is below.
ASK, PROMISE, MISTAKE, REMINDER, PERSON = "1", "2", "3", "r4", "b5"


def ago(days):
    return FIRST - timedelta(days=days)


MISTAKEN = {
    "what": "billed twice",
    "fix": "pay it back",
    "prevent": "check twice",
    "entered_on": ago(3),
    "told_on": None,
    "fix_by": None,
    "fixed_on": None,
}
REMIND = {
    "what": "back from Rome",
    "remind_on": FIRST + timedelta(days=4),
    "yearly": False,
    "done_on": None,
}


class Weeks:
    """One client in both engines; each method without arguments is what may happen next."""

    def __init__(self, rng, folder, monkeypatch):
        self.rng, self.today = rng, FIRST
        self.client = reference.client(
            "acme",
            ago(40),
            meeting_interval="3m",
            commitments=[
                {"owed_by": "client", "what": "the papers", "due_on": ago(8), **OPEN},
                {"owed_by": "us", "what": "the offer", "due_on": FIRST + timedelta(days=9), **OPEN},
            ],
            mistakes=[MISTAKEN.copy()],
            reminders=[REMIND.copy()],
            birthdays=[{"born": f"1980-{BIRTHDAY:%m-%d}", "greeted_on": None}],
            projects=[
                {"name": "Roof", "started_on": ago(40), "finished_on": ago(3)},
                {"name": "Cellar", "started_on": ago(40), "finished_on": ago(20)},
                {"name": "Wall", "started_on": ago(20), "finished_on": None, "checkin": "1w"},
            ],
            rules={"checkup": "none"},
        )
        self.policy = reference.POLICY | {"recap": rng.choice(("meeting", "voice"))}
        self.product = Product(folder, [self.client], self.policy, monkeypatch)
        self.undoable = []
        self.said = []

    def command(self, *words):
        """Run a command that writes."""
        self.said.append(f"{self.today:%d %b}: {' '.join(words)}")
        before = copy.deepcopy(self.client)
        answer = self.product.command(self.today, *words)
        self.undoable.append(before)
        return answer

    def log(self, channel, *flags, on=None, agreed=(), **facts):
        """Log a touchpoint and enter it in the record; return its day."""
        on = on or max(ago(40), self.today - timedelta(days=self.rng.choice((0, 0, 0, 1, 5))))
        at = self.rng.choice((None, None, "09:00", "15:00"))
        more = [*(["--at", at] if at else []), *(w for text in agreed for w in ("--agreed", text))]
        answer = self.command("log", "acme", "-c", channel, "-d", on.isoformat(), *more, *flags)
        facts |= {"at": at, "agreed": agreed}
        self.enter(answer["touchpoint"]["id"], on, channel, **facts)
        return on

    def enter(self, number, on, channel, direction="outbound", **facts):
        facts |= {"id": number, "on": on, "channel": channel, "direction": direction}
        self.client["touchpoints"].append(facts)

    # Talks, letters, and what is written to us

    def talk(self):
        agreed = self.rng.choice(((), ("to go on",), ("to go on", "to stop")))
        self.log(self.rng.choice(("meeting", "meeting", "call")), agreed=agreed)

    def write(self):
        self.log(self.rng.choice(reference.WRITTEN))

    def hear(self):
        needs = self.rng.random() < 0.8
        flags = ["--inbound", *([] if needs else ["--no-reply"])]
        channel = self.rng.choice(reference.WRITTEN)
        self.log(channel, *flags, direction="inbound", needs_answer=needs)

    def answered(self):
        waits = reference.waits_for_an_answer(self.client, self.today)
        if waits is not None:
            words = self.rng.choice((("done", "t{}"), ("touchpoint", "edit", "{}", "--no-reply")))
            self.command(*(word.format(waits["id"]) for word in words))
            waits["needs_answer"] = False

    # Recaps: each is of one talk

    def talks(self, until):
        return [
            t
            for t in reference.touchpoints_until(self.client, until)
            if t["channel"] in reference.VOICE
        ]

    def to_recap(self, on):
        """Return what a recap of this day is about: the first talk that waits, else the last."""
        waiting = [
            talk
            for talk, _ in relationship.talks_to_recap(self.client, self.policy, self.today)
            if talk["on"] <= on
        ]
        return next(iter(waiting or reversed(self.talks(on))), None)

    def mark(self, talk, on):
        """Mark a talk as recapped; where it was before, the first recap stays the one."""
        if talk is not None and (talk.get("recapped_on") is None or talk["recapped_on"] > on):
            talk["recapped_on"] = on

    def recap(self):
        on = self.log("email", "--recap", purpose="recap")
        self.mark(self.to_recap(on), on)

    def draft_recap(self):
        talk = self.to_recap(self.today)
        if talk is not None and talk["agreed"]:
            self.send("recap")
            self.mark(talk, self.today)

    def draft_recap_for(self):
        agreed = [t for t in self.talks(self.today) if t["agreed"]]
        if agreed:
            talk = self.rng.choice(agreed)
            self.send("recap", "--for", str(talk["id"]))
            self.mark(talk, self.today)

    def send(self, kind, *words, **facts):
        answer = self.command("draft", kind, "acme", *words, "--log")
        self.enter(answer["logged"]["id"], self.today, "email", purpose=kind, **facts)

    # Chases, questions, greetings, apologies

    def chase(self):
        self.log(self.rng.choice(("email", "letter", "call")), "--chase", purpose="chase")

    def draft_chase(self):
        if relationship.open_ones("client", self.client):
            self.send("chase")

    def draft_feedback(self):
        place = self.rng.choice((0, 1))  # of those that are finished
        project = self.client["projects"][place]
        self.send("feedback", "--project", project["name"], project=place)
        project["asked_on"] = self.today

    def draft_greeting(self):
        person = self.client["birthdays"][0]
        if abs((self.today - BIRTHDAY).days) <= 7 and person["greeted_on"] is None:
            self.send("greeting", "--for", PERSON)
            person["greeted_on"] = BIRTHDAY

    def draft_apology(self):
        mistake = self.client["mistakes"][0]
        if mistake["told_on"] is None:
            self.send("apology")
            mistake["told_on"] = self.today

    # One contact settles several things, or none is logged

    def settle(self):
        """Settle something, with a contact of its own or in the same breath."""
        kind = self.rng.choice(("told", "fixed", "kept", "got", "remembered", "greeted"))
        mistake = self.client["mistakes"][0]
        record, field, number, words = {
            "told": (mistake, "told_on", MISTAKE, ("mistake", "told")),
            "fixed": (mistake, "fixed_on", MISTAKE, ("mistake", "fixed")),
            "kept": (self.client["commitments"][1], "done_on", PROMISE, ("done",)),
            "got": (self.client["commitments"][0], "done_on", ASK, ("done",)),
            "remembered": (self.client["reminders"][0], "done_on", REMINDER, ("remind", "done")),
            "greeted": (self.client["birthdays"][0], "greeted_on", PERSON, ("remind", "done")),
        }[kind]
        if record[field] is not None or (kind == "fixed" and mistake["told_on"] is None):
            return
        if kind == "greeted" and abs((self.today - BIRTHDAY).days) > 7:
            return
        how = self.rng.choice(("log", "with a contact", "alone"))
        flag = "--remembered" if kind == "greeted" else f"--{kind}"
        channel = self.rng.choice(("call", "email", "meeting"))
        if how == "log":
            self.log(channel, flag, number, on=self.today, settles=True)
        elif how == "with a contact":
            self.command(*words, number, "-c", channel)
            newest = self.product.answer(self.today, "history", "acme", "--limit", "500")
            number = max(touchpoint["id"] for touchpoint in newest)
            self.enter(number, self.today, channel, agreed=(), settles=True)
        else:
            self.command(*words, number)
        record[field] = BIRTHDAY if kind == "greeted" else self.today

    # What was written down in error

    def forget(self, touchpoint):
        """Open again what a touchpoint settled on its day, unless another did too.

        Of several recaps of a day the first was of the first conversation, and so on.
        """
        fields = ("purpose", "on", "project")
        kind = [touchpoint.get(field) for field in fields]
        alike = [t for t in self.client["touchpoints"] if [t.get(f) for f in fields] == kind]
        if touchpoint.get("purpose") == "recap":
            on, number = touchpoint["on"], touchpoint["id"]
            others = [t for t in alike if t is not touchpoint]
            marked = [t for t in self.client["touchpoints"] if t.get("recapped_on") == on]
            marked.sort(key=lambda t: (t["on"], t["id"]))
            if len(others) < len(marked):
                place = sum(t["id"] < number for t in others)
                for one in marked[place : place + 1] if others else marked:
                    one["recapped_on"] = None
            return
        if len(alike) > 1:
            return
        marked, field = {
            "feedback": (self.client["projects"], "asked_on"),
            "apology": (self.client["mistakes"], "told_on"),
        }.get(touchpoint.get("purpose"), ((), None))
        if touchpoint.get("purpose") == "feedback":
            marked = [marked[touchpoint["project"]]]
        for one in marked:
            if one.get(field) == touchpoint["on"]:
                one[field] = None
        if touchpoint.get("purpose") == "greeting":
            self.client["birthdays"][0]["greeted_on"] = None

    def one_in_error(self, *purposes):
        """Return one of the last few; not one that settled what somebody said it settled."""
        found = [
            t
            for t in self.client["touchpoints"]
            if not t.get("settles") and (not purposes or t.get("purpose") in purposes)
        ]
        if self.client["mistakes"][0]["fixed_on"] is not None:  # what was fixed was told
            found = [t for t in found if t.get("purpose") != "apology"]
        return self.rng.choice(found[-3:]) if found else None

    def delete(self):
        touchpoint = self.one_in_error()
        if touchpoint is not None:
            self.command("touchpoint", "delete", str(touchpoint["id"]))
            self.forget(touchpoint)
            self.client["touchpoints"].remove(touchpoint)

    def unmark(self):
        touchpoint = self.one_in_error("recap", "chase", "feedback", "greeting", "apology")
        if touchpoint is not None:
            self.command("touchpoint", "edit", str(touchpoint["id"]), "--no-purpose")
            self.forget(touchpoint)
            touchpoint["purpose"] = None

    def undo(self):
        if self.undoable:
            self.said.append(f"{self.today:%d %b}: undo")
            self.product.command(self.today, "undo")
            self.client = self.undoable.pop()


COMMANDS = (
    *(Weeks.talk, Weeks.talk, Weeks.write, Weeks.hear, Weeks.hear, Weeks.answered, Weeks.recap),
    *(Weeks.draft_recap, Weeks.draft_recap_for, Weeks.chase, Weeks.draft_chase),
    *(Weeks.draft_feedback, Weeks.draft_greeting, Weeks.draft_apology, Weeks.settle),
    *(Weeks.delete, Weeks.unmark, Weeks.undo),
)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(6 if hostile.THOROUGH else 2))
def test_weeks_with_one_client(seed, tmp_path, monkeypatch):
    rng = random.Random(seed)
    weeks = Weeks(rng, tmp_path, monkeypatch)
    for _ in range(400):
        rng.choice(COMMANDS)(weeks)
        weeks.today += timedelta(days=rng.choice((0, 0, 0, 1, 1, 3)))
        items = weeks.product.answer(weeks.today, "due", "--within", "1m")
        expected = reference.due([weeks.client], weeks.policy, weeks.today, "1m")
        check_due(items, expected, [weeks.client], "\n".join(weeks.said[-30:]))
