"""The product as its user has it: a store, a config file and command lines."""

import contextlib
import io
import itertools
import json
from pathlib import Path

import reference

from clientpulse.cli import run
from clientpulse.store.database import Store
from clientpulse.store.tables import Client, Meeting, Touchpoint


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
        config.write_text("" if policy is None else toml(policy), encoding="utf-8")
        for name in ("CLIENTPULSE_DB", "CLIENTPULSE_TODAY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
        fill(self.path, clients)

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
            "[over_communication]",
            *(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in rows),
            "",
        ]
    )


def fill(path, clients):
    """Store a portfolio; keys of touchpoints rise in the order they stand in."""
    rows = {Client: [], Touchpoint: [], Meeting: []}
    touchpoint_ids, meeting_ids = itertools.count(1), itertools.count(1)
    for client_id, client in enumerate(clients, 1):
        columns = {k: v for k, v in client.items() if k not in ("touchpoints", "meetings")}
        rows[Client].append(Client(id=client_id, **columns))
        for touchpoint in client["touchpoints"]:
            rows[Touchpoint].append(
                Touchpoint(
                    id=next(touchpoint_ids),
                    client_id=client_id,
                    occurred_on=touchpoint["on"],
                    channel=touchpoint["channel"],
                    direction=touchpoint["direction"],
                    reaching=reference.is_reaching(touchpoint),
                )
            )
        for meeting in client["meetings"]:
            rows[Meeting].append(
                Meeting(
                    id=next(meeting_ids),
                    client_id=client_id,
                    planned_on=meeting["on"],
                    state=meeting["state"],
                )
            )
    with Store(path).unit_of_work("test") as unit:
        for model, made in rows.items():
            unit.insert_many(model, [row.model_dump() for row in made])
