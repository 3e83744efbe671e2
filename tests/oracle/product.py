"""The product as its user has it: a store, a config file and command lines."""

import contextlib
import io
import itertools
import json
from datetime import date
from pathlib import Path

import reference
import relationship

from clientpulse import records
from clientpulse.cadence.rule_book import RULES
from clientpulse.cli import run
from clientpulse.store.database import Store
from clientpulse.store.tables import (
    Away,
    Checkup,
    Client,
    ClientRule,
    Commitment,
    Contact,
    Feedback,
    Meeting,
    Mistake,
    Project,
    Reminder,
    Rest,
    Tag,
    Touchpoint,
)

LONG_AGO = date(2000, 1, 1)
MAIL = "ann@acme.example"


class Product:
    """Clientpulse with a portfolio in its store.

    Args:
        folder: An empty folder.
        clients: As ``reference`` has them.
        policy: As ``reference`` has it; None for no settings at all.
        monkeypatch: Pytest's; sets the environment.
    """

    def __init__(self, folder: Path, clients, policy, monkeypatch):
        self.path = folder / "store.db"
        config = folder / "config.toml"
        config.write_text("[rules]\n" + unknown() if policy is None else toml(policy))
        for name in ("CLIENTPULSE_DB", "CLIENTPULSE_TODAY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
        fill(self.path, clients, () if policy is None else policy.get("days_off", ()))

    def answer(self, today, *words):
        """Run a command line with ``--json`` and return its items."""
        return self.command(today, *words)["items"]

    def command(self, today, *words):
        """Run a command line with ``--json`` and return its whole answer."""
        line = ["--db", str(self.path), "--today", today.isoformat(), *words, "--json"]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(line)
        assert code == 0, f"{line} exits {code}: {err.getvalue()}"
        return json.loads(out.getvalue())


def toml(policy):
    rows = policy["over_communication"].items()
    return "\n".join(
        [
            f"workdays = {json.dumps(list(policy['workdays']))}",
            f"soon = {json.dumps(policy['soon'])}",
            *(
                f"{key} = {json.dumps(policy[key])}"
                for key in ("chase_every", "recap")
                if key in policy
            ),
            "[over_communication]",
            *(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in rows),
            "[weights]",
            *(f"{json.dumps(tag)} = {value}" for tag, value in policy.get("weights", {}).items()),
            "[rules]",
            *(f"{rule} = {json.dumps(value)}" for rule, value in policy.get("rules", {}).items()),
            unknown(),
        ]
    )


def unknown():
    """Turn off the rules that the naive engine wasn't taught: nobody could say who is right."""
    return "".join(f'{rule} = "none"\n' for rule in RULES if rule not in relationship.RULES)


def fill(path, clients, days_off=()):
    """Store a portfolio; keys of touchpoints rise in the order they stand in."""
    ids = itertools.count(1)
    rows = {Client: [], Project: []}  # what others point to, first

    def store(model, **columns):
        row = model(id=next(ids), **columns)
        rows.setdefault(model, []).append(row)
        return row.id

    for client_id, client in enumerate(clients, 1):
        columns = {k: v for k, v in client.items() if k in Client.model_fields}
        rows.setdefault(Client, []).append(Client(id=client_id, **columns))
        for kind, field in (("pause", "paused"), ("snooze", "snoozed")):
            starts_on, ends_on = client[f"{field}_on"], client[f"{field}_until"]
            if starts_on is not None and (ends_on is None or starts_on < ends_on):
                span = {"starts_on": starts_on, "ends_on": ends_on}
                store(Rest, client_id=client_id, kind=kind, **span)
        for touchpoint in client["touchpoints"]:
            store(
                Touchpoint,
                client_id=client_id,
                occurred_on=touchpoint["on"],
                occurred_time=touchpoint.get("at"),
                last_time=touchpoint.get("last_at"),
                channel=touchpoint["channel"],
                direction=touchpoint["direction"],
                reaching=reference.is_reaching(touchpoint),
                purpose=touchpoint.get("purpose"),
                mood=touchpoint.get("mood"),
                needs_answer=touchpoint.get("needs_answer", False),
                recapped_on=touchpoint.get("recapped_on"),
            )
        for meeting in client["meetings"]:
            store(
                Meeting,
                client_id=client_id,
                planned_on=meeting["on"],
                planned_time=meeting.get("at"),
                state=meeting["state"],
            )
        for tag in client["tags"]:
            store(Tag, client_id=client_id, name=tag)
        fill_open_items(store, client_id, client)
    for first, last in days_off:
        store(Away, starts_on=first, ends_on=last)
    with Store(path).unit_of_work("test") as unit:
        for model, made in rows.items():
            unit.insert_many(getattr(records, model.__name__), [row.model_dump() for row in made])


def fill_open_items(store, client_id, client):
    for commitment in client["commitments"]:
        store(Commitment, client_id=client_id, made_on=LONG_AGO, **commitment)
    for mistake in client["mistakes"]:
        store(Mistake, client_id=client_id, **mistake)
    for reminder in client["reminders"]:
        store(Reminder, client_id=client_id, **reminder)
    for number, one in enumerate(client["birthdays"]):
        columns = {"birthday": one["born"], "greeted_on": one["greeted_on"], "email": MAIL}
        store(Contact, client_id=client_id, name=f"Ann {number}", **columns)
    projects = [store(Project, client_id=client_id, **one) for one in client["projects"]]
    for one in client["feedback"]:
        about = None if one["project"] is None else projects[one["project"]]
        store(Feedback, client_id=client_id, given_on=one["on"], what="well", project_id=about)
    for one in client["checkups"]:
        store(Checkup, client_id=client_id, checked_on=one["on"], score=one["score"])
    for rule, every in client["rules"].items():
        store(ClientRule, client_id=client_id, rule=rule, interval=every)
