"""Sources that are added to a config file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clientpulse.config.adding import values_of, with_values
from clientpulse.config.sources import Source, check
from clientpulse.errors import InputError

HOME = Path("/home/sam")
MAIL = Source("mail", "maildir", path=HOME / "Mail/work")
SERVER = Source(
    "office",
    "imap",
    host="imap.practice.example",
    user="sam@practice.example",
    tls="starttls",
    password_command='pass "my mail"',
    folders=("INBOX", "Sent"),
)


def added(text: str, *sources: Source) -> str:
    return with_values(text, [value for one in sources for value in values_of(one, HOME)])


def test_a_new_file_has_a_table_for_each_source() -> None:
    assert added("", MAIL, SERVER) == (
        '[sources.mail]\nkind = "maildir"\npath = "~/Mail/work"\n'
        '\n[sources.office]\nkind = "imap"\nhost = "imap.practice.example"\n'
        'user = "sam@practice.example"\ntls = "starttls"\n'
        'password_command = "pass \\"my mail\\""\nfolders = ["INBOX", "Sent"]\n'
    )


def test_what_is_added_is_read_as_the_same_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(HOME))

    read = check(tomllib.loads(added("", MAIL, SERVER))["sources"])

    assert read == (MAIL, SERVER)


def test_comments_and_order_stay() -> None:
    before = '# mine\nsoon = "2w"  # two\n\n[rules] # few\nfeedback = "1y"\n\n# the end\n'

    after = with_values(
        before,
        [
            (("sender",), "Sam <sam@practice.example>"),
            (("me", "addresses"), ["sam@practice.example"]),
            *values_of(MAIL, HOME),
        ],
    )

    for line in before.splitlines():
        assert line in after
    assert tomllib.loads(after)["sources"]["mail"]["kind"] == "maildir"
    assert after.index("sender") < after.index("[rules]")


def test_addresses_are_replaced_where_they_stand() -> None:
    before = '[me]\n# ours\naddresses = ["a@a.example"]\n'

    after = with_values(before, [(("me", "addresses"), ["a@a.example", "b@b.example"])])

    assert after == '[me]\n# ours\naddresses = ["a@a.example", "b@b.example"]\n'
    assert with_values(after, [(("me", "addresses"), ["a@a.example", "b@b.example"])]) == after


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(InputError, match="sources isn't a table"):
        added("sources = 3\n", MAIL)


def test_an_inline_table_is_left_to_its_owner() -> None:
    with pytest.raises(InputError, match="changed by hand"):
        added('sources = { old = { kind = "mbox", path = "~/x" } }\n', MAIL)


def test_a_path_outside_of_home_stays_whole() -> None:
    assert 'path = "/srv/mail"' in added("", Source("mail", "maildir", path=Path("/srv/mail")))
