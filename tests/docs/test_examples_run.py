"""The examples in the help of every command work as they stand there."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.cli import run
from tests.conftest import TODAY, Pulse
from tests.docs.documentation import generate

EXAMPLES = [line for one in generate.commands() for line, _ in one.examples]
EXAMPLES += [line for line, _ in generate.root().examples]

STORY = (
    'add "Acme GmbH" --key acme --since 2026-01-01 --tag retail --owner sam --contact "Carl Meyer"'
    " --email carl@acme.example",
    'add "Acme 2" --since 2026-01-01',
    "contact add acme Ann Field --birthday=--11-24",
    'log acme Talked about the audit -d "3 weeks ago"',
    "meeting book acme fri 9:00",
    'promise acme the tax estimate --by "in 2 weeks" --today 2026-11-02',
    "ask acme the payroll files --today 2026-11-02",
    "ask acme a photo --today 2026-11-02",
    "mistake acme Sent the invoice twice --today 2026-11-02",
    "mistake acme Missed the deadline --today 2026-11-02",
    "mistake told 2 --today 2026-11-02",
    "agenda acme add the budget",
    "agenda acme add the staff",
    "remind acme fri the talk --with carl",
    "remind acme 2019-03-01 our first project --yearly",
    'project start acme New website --on "2 nov"',
    "service add Payroll We run your payroll.",
    "feedback acme Quick answers, but too many",
    "service mention acme payroll",
    "away 2026-12-28 2026-12-30",
)

BEFORE = {
    "pulse service add Payroll": "service delete payroll --yes",
    "pulse project start acme New website": "project finish acme website",
    "pulse away 24 dec": "away cancel 5",
    "pulse client restore acme": "client archive acme",
    "pulse client resume acme": "client pause acme",
    "pulse snooze acme --clear": "snooze acme tomorrow",
    "pulse trait edit pays-on-time": "trait add pays on time",
    "pulse trait delete pays-on-time": "trait add pays on time",
    "pulse draft update": "mistake told 7",
    "pulse checkup delete acme": 'checkup acme --set communication=yes --on "last fri"',
    "pulse redo": "undo",
    "pulse done acme": "commitment drop 8 9",
    "pulse done t342": "log acme A question -c email --inbound",
    "pulse touchpoint edit 342": "log acme A question -c email --inbound",
    "pulse restore": "backup ~/clients-2026.db",
    "pulse restore 1": "backup",
    "pulse timer status": "timer install",
    "pulse timer status --json": "timer install",
    "pulse import everything.json": "export everything.json",
    "pulse nearby": "client edit acme --place 'Bergamo, San Marino'",
    "pulse source test mail": "source add mail --kind maildir --path ~/Mail",
    "pulse source remove mail": "source add mail --kind maildir --path ~/Mail",
    "pulse share list grants": "share acme The guide to grants",
    "pulse share edit": "share acme The guide to grants",
    "pulse share delete": "share acme The guide to grants",
    "pulse outbox edit": "log acme Rang from the train --later",
    "pulse outbox delete": "log acme Rang from the train --later",
}
"""What has to be done before an example makes sense, by how it begins."""

NEED_MORE_THAN_A_TEST_HAS = {
    "pulse timer install --at 8:00 --at 13:30 --run sync,digest": "a mailbox",
    "pulse timer install --run sync,digest,feed --feed ~/due.ics": "likewise",
    "pulse timer run": "a desktop, or a server for mail",
    "pulse timer run --again": "likewise",
    "pulse backup /media/stick": "a stick",
    "pulse client edit acme": "somebody at an editor",
    "pulse checkup acme": "somebody to answer",
    "pulse template delete update": "a template of its own",
    "pulse template delete update --lang it": "likewise",
    "pulse template delete update --html": "likewise",
    "pulse template path update --html": "likewise",
    'EDITOR="code --wait" pulse config edit': "an editor",
    "pulse import Sent.mbox": "a mailbox",
    "pulse import diary.ics": "a calendar",
    "pulse setup": "somebody to answer",
    "pulse review --client ann@kestrel.example --meet quarterly": "a mailbox",
    "pulse review --person bo@kestrel.example=acme --never tax-office@city.example": "likewise",
    "pulse review --same acme=acme-gmbh --apart 12=31 --keep 7": "an address book",
    "pulse sync": "a mailbox",
    "pulse sync mail": "likewise",
    "pulse sync --dry-run": "likewise",
    'pulse sync diary --since "1 jan"': "a calendar",
    "pulse undo --origin sync": "a sync",
    "pulse mcp": "an agent that asks",
    "pulse mcp --write": "likewise",
    "pulse mcp --demo": "likewise",
    "pulse ui": "somebody at a terminal",
    "pulse ui --demo": "likewise",
    "pulse ui --theme light": "likewise",
    "pulse ui --plain": "likewise",
    "pulse digest --send": "a way to send mail",
    "pulse draft recap acme --send": "likewise",
    "pulse digest --notify": "a desktop",
    "pulse source add office --kind imap --host imap.practice.example --user sam@practice.example"
    " --password-command 'pass show mail'": "a server",
    "pulse source add people --kind contacts --url https://dav.practice.example/sam/people/"
    " --user sam --password-command 'pass show dav'": "likewise",
    "pulse store init postgresql://sam@db.practice.example/pulse": "likewise",
    "pulse store init 'postgresql://sam@db.practice.example/pulse?sslmode=verify-full'": "likewise",
    "pulse store migrate": "likewise",
    "pulse store migrate --yes postgresql://sam@db.practice.example/pulse": "likewise",
    "pulse store grant kim": "likewise",
    "pulse store grant auditor --read-only": "likewise",
    "pulse store grant kim --dry-run": "likewise",
    "pulse store revoke kim": "likewise",
    "pulse store revoke kim --dry-run": "likewise",
    "pulse store copy ~/clients.db postgresql://sam@db.practice.example/pulse": "likewise",
    "pulse store copy 'postgresql://sam@db.practice.example/pulse?sslmode=verify-full'"
    " ~/clients.db": "likewise",
}

FILES = {
    "clients.csv": "name\nGreenfield Dairy\n",
    "touchpoints.csv": "client,on\nacme,2026-11-02\n",
    "contacts.csv": "First Name,Last Name,Organization Name,Labels\nIda,Green,Greenfield,\n",
    "people.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Ida Green\nORG:Greenfield\nEND:VCARD\n",
    "crm.csv": "Company,Mail\nAcme,ann@acme.example\n",
}

FOLDERS = ("Mail/cur", "Mail/new", "Mail/tmp", ".calendars/work")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store in which the examples find what they speak of."""
    store = tmp_path_factory.mktemp("story") / "clients.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLIENTPULSE_CONFIG", str(store.with_name("none.toml")))
        for line in STORY:
            assert run(["--db", str(store), "--today", TODAY, *shlex.split(line)]) == 0
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE touchpoint SET id = 341")
        connection.execute("UPDATE meeting SET id = 12")
        connection.execute("UPDATE commitment SET id = -6 - id")
        connection.execute("UPDATE commitment SET id = -id")
        connection.execute("UPDATE mistake SET id = -6 - id")
        connection.execute("UPDATE mistake SET id = -id")
        connection.execute("UPDATE reminder SET id = 4 WHERE yearly = 1")
        connection.execute("UPDATE reminder SET id = 3 WHERE yearly = 0")
        connection.execute("UPDATE away SET id = 5")
        connection.execute("UPDATE project SET id = 3")
        connection.execute("UPDATE feedback SET id = 6")
        connection.execute("UPDATE service_mention SET id = 4")
        connection.execute("UPDATE contact SET id = 12 WHERE birthday IS NOT NULL")
        connection.commit()
    return store


@pytest.mark.parametrize("line", [one for one in EXAMPLES if one not in NEED_MORE_THAN_A_TEST_HAS])
def test_an_example_works_as_it_stands_there(
    line: str, story: Path, pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    for name, content in FILES.items():
        if f"pulse import {name}" in line:
            (tmp_path / name).write_text(content, encoding="utf-8")
    for folder in FOLDERS if "pulse source" in line else ():
        (Path.home() / folder).mkdir(parents=True)
    words = shlex.split(line.partition(" | ")[0])[1:]
    if "add" not in words[:1]:
        pulse.store.parent.mkdir()
        shutil.copy(story, pulse.store)
    for beginning, command in BEFORE.items():
        if line.startswith(beginning):
            pulse.ok(*map(os.path.expanduser, shlex.split(command)))
    if words[:1] == ["restore"] or words[:2] in (
        *(["client", "delete"], ["client", "merge"], ["service", "delete"]),
    ):
        words.append("--yes")
    pulse.ok(*words)


def test_the_examples_that_can_not_be_tried_are_still_there() -> None:
    assert set(EXAMPLES) >= set(NEED_MORE_THAN_A_TEST_HAS)
