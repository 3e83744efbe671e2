from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.config.in_words import template_text
from clientpulse.config.loading import load
from clientpulse.config.table import SETTINGS
from clientpulse.config.values import WrongValueError
from clientpulse.config.writing import with_value, without
from clientpulse.errors import InputError
from tests.hostile import assert_harmless

FILE = """\
# my settings

soon = "1w"  # a week is enough

# which rules
[rules]
feedback = "12m"  # they are busy

# who counts more
[weights]
key = 2
"""


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    return path


@pytest.fixture
def written(config: Path) -> Path:
    config.parent.mkdir()
    config.write_text(FILE)
    return config


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_setting_is_set_and_says_what_it_was(pulse, config: Path) -> None:
    assert pulse.ok("config", "set", "soon", "2w").out == "soon: 1w (the default) → 2w\n"
    assert pulse.ok("config", "set", "soon", "10d").out == "soon: 2w → 10d\n"
    assert config.read_text() == 'soon = "10d"\n'
    assert (mode_of(config), mode_of(config.parent)) == (0o600, 0o700)
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]
    assert pulse.ok("config", "set", "soon", "10d").out == (
        "soon is 10d already. Nothing was changed.\n"
    )
    assert pulse.ok("config", "soon", "--json").items[0]["value"] == "10d"


def test_it_answers_in_json(pulse, config: Path) -> None:
    answer = pulse.ok("config", "set", "rules.feedback", "12m", "--json").json
    assert answer["schema"] == "clientpulse.config-set/1"
    assert answer["setting"] == {"name": "rules.feedback", "value": "12m", "before": None}
    answer = pulse.ok("config", "unset", "rules.feedback", "--json").json
    assert answer["setting"] == {"name": "rules.feedback", "value": None, "before": "12m"}


@pytest.mark.parametrize(
    ("typed", "old", "new"),
    [
        (("soon", "2w"), 'soon = "1w"', 'soon = "2w"'),
        (
            ("recap", "voice"),
            'soon = "1w"  # a week is enough\n',
            'soon = "1w"  # a week is enough\nrecap = "voice"\n',
        ),
        (("rules.feedback", "6m"), 'feedback = "12m"', 'feedback = "6m"'),
        (
            ("rules.checkup", "none"),
            "# they are busy\n",
            '# they are busy\ncheckup = "none"\n',
        ),
        (("weights.KEY", "3"), "key = 2", "key = 3"),
        (("weights.big one", "1.5"), "key = 2\n", 'key = 2\n"big one" = 1.5\n'),
        (
            ("maps.crm", "name=Company"),
            "key = 2\n",
            'key = 2\n\n[maps]\ncrm = "name=Company"\n',
        ),
    ],
)
def test_only_that_place_in_the_file_changes(pulse, written: Path, typed, old, new) -> None:
    pulse.ok("config", "set", *typed)
    assert written.read_text() == FILE.replace(old, new)


def test_in_a_file_that_begins_with_a_table_a_setting_goes_to_the_top(pulse, written: Path) -> None:
    written.write_text("# mine\n\n# rules\n[rules]\n")
    pulse.ok("config", "set", "soon", "2w")
    assert written.read_text() == '# mine\n\nsoon = "2w"\n\n# rules\n[rules]\n'


def test_in_the_starter_file_the_setting_is_uncommented_where_it_is_explained(
    pulse, written: Path
) -> None:
    written.write_text(template_text())
    pulse.ok("config", "set", "soon", "2w")
    assert written.read_text() == template_text().replace('#soon = "1w"', 'soon = "2w"')


def test_the_first_row_of_updates_keeps_the_usual_ones(pulse, config: Path) -> None:
    pulse.ok("config", "set", "over_communication.12w", "biweekly")
    assert tomllib.loads(config.read_text())["over_communication"] == {
        "12w": "biweekly",
        "6w": "biweekly",
        "8d": "weekly",
    }
    pulse.ok("config", "unset", "over_communication")
    assert config.read_text().strip() == ""


@pytest.mark.parametrize(
    "typed",
    [("mon,tue",), ("mon", "tue"), ("mon,", "tue"), ('["mon", "tue"]',), ("[mon,tue]",)],
)
def test_a_list_is_typed_in_any_form(pulse, config: Path, typed) -> None:
    assert pulse.ok("config", "set", "workdays", *typed).out.endswith("→ mon, tue\n")
    assert config.read_text() == 'workdays = ["mon", "tue"]\n'


@pytest.mark.parametrize(
    "typed",
    [("soon=2w",), ("soon", "=", "2w"), ("soon", '"2w"'), ("Soon", "2w"), ("soon", "2 weeks")],
)
def test_it_is_understood_as_people_type_it(pulse, config: Path, typed) -> None:
    pulse.ok("config", "set", *typed)
    assert load(config).policy.soon.days == 14


@pytest.mark.parametrize(
    ("typed", "error", "hint"),
    [
        (("soon", "abc"), 'soon can\'t be "abc"', 'write an interval such as "1w"'),
        (("sooon", "1w"), 'unknown setting "sooon"', "did you mean soon?"),
        (("feedback", "1y"), 'unknown setting "feedback"', "did you mean rules.feedback?"),
        (("12w", "weekly"), 'unknown setting "12w"', "did you mean over_communication.12w?"),
        (("rules", "1y"), "rules is a table", "pulse config set rules."),
        (("rules.fedback", "1y"), 'row "fedback"', "did you mean feedback?"),
        (("rules.promise", "1y"), "promise", "this rule has no interval"),
        (("soon.x", "1w"), "soon is a single value", "pulse config set soon VALUE"),
        (("workdays", "mon,xyz"), 'can\'t have "xyz" in it', '"mon", "tue"'),
        (("weights.key", "0"), 'row "key" can\'t be', "a number above 0"),
        (("weights.key", "two"), 'row "key" can\'t be "two"', "a number above 0"),
        (("date_order", "none"), 'can\'t be "none"', "pulse config unset date_order"),
        (("soon",), '"soon" needs a value', "pulse config set soon VALUE"),
        (("soon=",), '"soon" needs a value', "pulse config set soon VALUE"),
        (("", "x"), 'unknown setting ""', "the settings are"),
    ],
)
def test_what_cannot_be_set_changes_nothing(pulse, written: Path, typed, error, hint) -> None:
    said = pulse.fails(2, "config", "set", *typed).err
    assert error in said
    assert hint in said
    assert written.read_text() == FILE


def test_a_setting_is_unset(pulse, written: Path) -> None:
    assert pulse.ok("config", "unset", "soon").out == "soon: 1w → 1w (the default)\n"
    assert pulse.ok("config", "unset", "weights.Key").out == "weights.key: 2 → not set\n"
    assert tomllib.loads(written.read_text()) == {"rules": {"feedback": "12m"}}
    assert "# which rules\n[rules]" in written.read_text()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("chase_every", "chase_every isn't set: it has its default, 3d. Nothing was changed.\n"),
        ("date_order", "date_order isn't set. Nothing was changed.\n"),
        ("rules.checkup", "rules.checkup isn't set. Nothing was changed.\n"),
    ],
)
def test_what_is_not_set_stays_so(pulse, written: Path, name: str, says: str) -> None:
    assert pulse.ok("config", "unset", name).out == says
    assert written.read_text() == FILE


def test_what_the_program_does_not_know_can_be_taken_out(pulse, written: Path) -> None:
    written.write_text("workday = 3\n" + FILE)
    pulse.fails(2, "config")
    pulse.ok("config", "unset", "workday")
    assert written.read_text() == FILE
    assert "did you mean workdays?" in pulse.fails(2, "config", "unset", "workday").err


def test_a_bad_value_is_mended_by_setting_it(pulse, written: Path) -> None:
    written.write_text('soon = "abc"\n')
    pulse.fails(2, "config")
    pulse.ok("config", "set", "soon", "2w")
    assert written.read_text() == 'soon = "2w"\n'


def test_a_broken_file_is_refused_with_its_line(pulse, written: Path) -> None:
    written.write_text(FILE + "soon is 2w\n")
    for line in (("set", "soon", "2w"), ("unset", "soon")):
        assert f"{written}, line 12: this isn't TOML" in pulse.fails(2, "config", *line).err
    assert written.read_text() == FILE + "soon is 2w\n"


def test_a_linked_file_stays_a_link_and_keeps_its_mode(pulse, config: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(FILE)
    real.chmod(0o644)
    config.parent.mkdir()
    config.symlink_to(real)
    pulse.ok("config", "set", "soon", "2w")
    assert config.is_symlink()
    assert 'soon = "2w"' in real.read_text()
    assert mode_of(real) == 0o644


def test_a_read_only_file_stays_as_it_is(pulse, written: Path) -> None:
    written.chmod(0o444)
    said = pulse.fails(2, "config", "set", "soon", "2w").err
    assert f"can't be written (it is read-only): {written}" in said
    assert written.read_text() == FILE
    assert [one.name for one in written.parent.iterdir()] == ["config.toml"]


def test_a_failing_disk_leaves_the_file_as_it_was(
    pulse, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in pulse.fails(2, "config", "set", "soon", "2w").err
    assert written.read_text() == FILE
    assert [one.name for one in written.parent.iterdir()] == ["config.toml"]


def test_windows_line_ends_and_a_byte_order_mark_stay(pulse, written: Path) -> None:
    before = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    written.write_bytes(before)
    pulse.ok("config", "set", "rules.checkup", "1y")
    assert written.read_bytes() == before.replace(b"busy\r\n", b'busy\r\ncheckup = "1y"\r\n')
    pulse.ok("config", "unset", "rules.checkup")
    assert written.read_bytes() == before


def test_an_unfinished_edit_is_mentioned(pulse, written: Path) -> None:
    draft = written.with_name("config.toml.draft")
    draft.write_text("workday = 3\n")
    said = pulse.ok("config", "set", "soon", "2w").out
    assert str(draft) in said
    assert draft.read_text() == "workday = 3\n"


def test_an_edit_does_not_take_back_what_was_set_meanwhile(
    pulse, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(text: str, suffix: str) -> str:
        pulse.ok("config", "set", "soon", "2w")
        return text + "\n"

    monkeypatch.setattr("clientpulse.cli.app.editor.edit_text", edit)
    said = pulse.fails(3, "config", "edit").err
    assert "was changed meanwhile" in said
    assert 'soon = "2w"' in written.read_text()
    assert written.with_name("config.toml.draft").read_text() == FILE + "\n"


def test_hostile_text_is_shown_harmless(pulse, config: Path) -> None:
    for name in ("\x1b]0;x\x07", "rules.\x1b[2J", "weights.\u202ea", "a=\x1b", "x." * 500):
        for value in ("\x1b[2J", "2"):
            outcome = pulse("config", "set", name, value)
            assert_harmless(outcome.out + outcome.err)


def toml_word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_every_setting_can_be_set_to_what_its_example_says(setting) -> None:
    text = tomllib.loads(
        "\n".join(
            line.removeprefix("#")
            for line in template_text().splitlines()
            if not line.startswith("# ")
        )
    )[setting.name]
    pairs = (
        [(f"{setting.name}.{row}", value) for row, value in text.items()]
        if isinstance(text, dict)
        else [(setting.name, text)]
    )
    for key, value in pairs:
        if isinstance(value, dict):
            continue
        typed = ",".join(value) if isinstance(value, list) else toml_word(value)
        change = with_value("", key, typed)
        setting.check(tomllib.loads(change.text)[setting.name])
        assert key not in without(change.text, key).text


NAMES = ["soon", "recap", "workdays", "rules.feedback", "weights.a b", 'weights."', "maps.é"]
TYPED = ["2w", "voice", "mon", "none", "3", "name=Company", "x"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TYPED))), st.booleans())
def test_whatever_is_set_the_rest_stays(pairs: list[tuple[str, str]], starter: bool) -> None:
    text = template_text() if starter else FILE
    for name, typed in pairs:
        try:
            change = with_value(text, name, typed)
        except (InputError, WrongValueError):
            continue
        was, now = tomllib.loads(text), tomllib.loads(change.text)
        for place in (was, now):
            inner = place
            for part in change.path[:-1]:
                inner = inner.get(part, {})
            inner.pop(change.path[-1], None)
        assert {k: v for k, v in now.items() if v} == {k: v for k, v in was.items() if v}
        comments = [one for one in text.splitlines() if one.startswith("# ")]
        assert [one for one in change.text.splitlines() if one.startswith("# ")] == comments
        text = change.text


def test_a_table_that_goes_takes_no_comment_of_the_next_one_with_it(pulse, written: Path) -> None:
    written.write_text(
        '[defaults.retail]\nmeet = "6w"\n\n[defaults.retail.rules]\nfeedback = "3m"\n\n'
        '# the big ones\n[defaults.big]\nmeet = "1w"\n'
    )
    pulse.ok("config", "unset", "defaults.retail.rules.feedback")
    assert written.read_text() == (
        '[defaults.retail]\nmeet = "6w"\n\n# the big ones\n[defaults.big]\nmeet = "1w"\n'
    )
    pulse.ok("config", "unset", "defaults.retail")
    assert written.read_text() == '# the big ones\n[defaults.big]\nmeet = "1w"\n'


@pytest.mark.parametrize(("name", "value"), [("soon", "2w"), ("rules.feedback", "12m")])
def test_a_setting_that_is_there_in_capitals_too_is_set(
    pulse, written: Path, name: str, value: str
) -> None:
    written.write_text('Soon = "1w"\n[Rules]\nFeedback = "3m"\n')
    pulse.ok("config", "set", name, value)
    assert f'"{value}"' in written.read_text()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("alias.due", "report", '"due" is a command, and a command always wins'),
        ("alias.loop", "loop --short", 'alias "loop" stands for itself'),
        ("Alias.loop", "pulse loop", 'alias "loop" stands for itself'),
    ],
)
def test_an_alias_that_can_never_be_used_is_not_set(
    pulse, written: Path, name: str, value: str, error: str
) -> None:
    assert error in pulse.fails(2, "config", "set", name, value).err
    assert written.read_text() == FILE


@pytest.mark.parametrize("words", [("set", "store.db", "clients.db"), ("unset", "store.db")])
@pytest.mark.parametrize(
    "address", ["postgresql://kim:s3cret@h/pulse", "postgresql://kim@h/pulse?password=s3cret"]
)
def test_a_password_that_was_in_an_address_is_not_shown_when_it_goes(
    pulse, config: Path, address: str, words: tuple[str, ...]
) -> None:
    config.parent.mkdir()
    config.write_text(f'[store]\ndb = "{address}"\n')
    said = pulse.ok("config", *words)
    assert "s3cret" not in said.out + said.err
    assert "postgresql://kim" in said.out
    config.write_text(f'[store]\ndb = "{address}"\n')
    assert "s3cret" not in pulse.ok("config", *words, "--json").out
