"""What the config file may say, and where a mistake in it is pointed at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULE_BOOK, RULES
from clientpulse.config.in_words import effective, template_text
from clientpulse.config.loading import LARGEST_FILE, load
from clientpulse.config.me import Me
from clientpulse.config.places import default_config_path, default_store_path
from clientpulse.config.sending import Send
from clientpulse.config.sources import Source
from clientpulse.config.statements import line_of
from clientpulse.config.storing import Storing
from clientpulse.config.table import SETTINGS
from clientpulse.errors import InputError

NAMES = [setting.name for setting in SETTINGS]


@pytest.fixture
def config(tmp_path):
    """Write a config file and give its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "config.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        load(path)
    message, hint = caught.value.message, caught.value.hint
    assert hint
    assert message.isprintable()
    assert hint.isprintable()
    return message, hint


def assert_defaults(settings):
    assert settings.default_meeting == Interval(3, "m")
    assert settings.date_order is None
    assert settings.dial is None
    assert settings.sender is None
    assert settings.policy == Policy()
    assert settings.origins == dict.fromkeys(NAMES, "default")


@pytest.mark.parametrize("content", ["", "\n", "# nothing\n", "\ufeff", "\r\n"])
def test_a_file_that_sets_nothing_leaves_the_defaults(config, content):
    assert_defaults(load(config(content)))


def test_no_file_leaves_the_defaults(tmp_path):
    assert_defaults(load(tmp_path / "missing" / "config.toml"))
    assert_defaults(load(Path("/dev/null")))


def test_every_setting_can_be_set(config):
    settings = load(
        config(
            'default_meeting = "monthly"\ndate_order = "dmy"\ndue = "short"\n'
            'workdays = ["sun", "Monday"]\n'
            'soon = "10d"\nchase_every = "1w"\nrecap = "voice"\ndial = "fri 10:00"\n'
            'office_hours = "Mon-Thu 8-16"\n'
            'notify_command = "notify-send --app-name pulse"\n'
            'theme = "dark"\n'
            'sender = "Anna Rossi <anna@studio.example>"\n'
            '[over_communication]\n"8d" = "weekly"\nquarterly = "none"\n'
            '[weights]\nKey = 2.5\n"slow payers" = 1\n'
            '[maps]\ncrm = "name=Company"\n'
            '[alias]\ntired = "pulse due --limit 3"\n'
            '[rules]\nfeedback = "12m"\ncheckup = "none"\nmoment = "none"\n'
            '[defaults.retail]\nmeet = "monthly"\n'
            '[me]\naddresses = ["sam@practice.example"]\nowner = " sam "\nshare_subjects = true\n'
            '[store]\ndb = "/practice/clients.db"\npassword_command = "pass show pulse"\n'
            '[sources.mail]\nkind = "maildir"\npath = "/mail"\n'
            '[colors]\noverdue = "red"\n'
            '[keys]\nlog = "L"\n'
            '[send]\ncommand = "msmtp -t"\n'
        )
    )
    assert settings.dial == (4, "10:00")
    assert settings.office_hours == "mon-thu 08:00-16:00"
    assert settings.sender == ("Anna Rossi", "anna@studio.example")
    assert settings.default_meeting == Interval(1, "m")
    assert settings.date_order == "dmy"
    assert settings.due == "short"
    assert settings.policy == Policy(
        over_communication=((Interval(3, "m"), None), (Interval(8, "d"), Interval(1, "w"))),
        workdays=frozenset({0, 6}),
        soon=Interval(10, "d"),
        chase_every=Interval(1, "w"),
        recap="voice",
        rules={"feedback": Interval(12, "m"), "checkup": None, "moment": None},
        weights={"key": 2.5, "slow payers": 1},
    )
    assert settings.maps == {"crm": "name=Company"}
    assert settings.me == Me(("sam@practice.example",), "sam", share_subjects=True)
    assert settings.store == Storing("/practice/clients.db", "pass show pulse")
    assert settings.read_from == (Source("mail", "maildir", path=Path("/mail")),)
    assert settings.colors == {"overdue": "red"}
    assert settings.theme == "dark"
    assert settings.keys == {"log": "L"}
    assert settings.send == Send(command=("msmtp", "-t"))
    assert settings.notify_command == ("notify-send", "--app-name", "pulse")
    assert settings.aliases == {"tired": ("due", "--limit", "3")}
    assert settings.origins == dict.fromkeys(NAMES, "config file")


@pytest.mark.parametrize(
    ("row", "wrong", "what_to_do"),
    [
        ("crm = 1", 'row "crm" can\'t be a number', "a name and a map"),
        ('crm = "nmae=A"', 'row "crm": "nmae" isn\'t a column', "did you mean name?"),
        ('crm = ""', 'row "crm" can\'t be empty', "a name and a map"),
        ('crm = "Company"', 'row "crm": "Company" isn\'t a column and', "for example name=Company"),
        ('"a=b" = "name=A"', 'can\'t have a row "a=b"', "without an equals sign"),
    ],
)
def test_a_map_that_is_kept_is_checked(config, row, wrong, what_to_do):
    message, hint = refused(config(f'[maps]\nbooks = "name=A"\n{row}\n'))
    assert wrong in message
    assert "line 3" in message
    assert what_to_do in hint


@pytest.mark.parametrize(
    ("row", "wrong", "what_to_do"),
    [
        ("t = 1", 'row "t" can\'t be a number', "a word and the command"),
        ('t = ""', 'row "t" can\'t be empty', "a word and the command"),
        ('t = " pulse "', 'row "t" can\'t be empty', "a word and the command"),
        ("t = 'log \"acme'", 'row "t" has a quote that isn\'t closed', "close it"),
        ('"two words" = "due"', 'can\'t have a row "two words"', "holds no blank"),
        ('"-x" = "due"', 'can\'t have a row "-x"', "begins with a letter"),
        ('"\\u001bx" = "due"', 'can\'t have a row "\\x1bx"', "begins with a letter"),
    ],
)
def test_an_alias_is_checked(config, row, wrong, what_to_do):
    message, hint = refused(config(f'[alias]\ntired = "due"\n{row}\n'))
    assert wrong in message
    assert "line 3" in message
    assert what_to_do in hint


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("key = 0", 'row "key" can\'t be 0'),
        ("key = -1.5", 'row "key" can\'t be -1.5'),
        ("key = nan", 'row "key" can\'t be nan'),
        ("key = inf", 'row "key" can\'t be inf'),
        ("key = 1000.5", 'row "key" can\'t be 1000.5'),
        ("key = true", 'row "key" can\'t be true'),
        ('key = "2"', 'row "key" can\'t be "2"'),
    ],
)
def test_a_weight_is_a_number_above_nothing(config, row, wrong):
    message, hint = refused(config(f"[weights]\n{row}\n"))
    assert wrong in message
    assert "line 2" in message
    assert "a number above 0" in hint


def test_a_client_weighs_as_much_as_the_heaviest_of_its_tags():
    policy = Policy(weights={"key": 2.0, "small": 0.5})
    assert [policy.weight_of(tags) for tags in ((), ("other",), ("small",), ("Small", "KEY"))] == [
        *(1, 1, 0.5, 2),
    ]


def test_a_source_is_told_for_each_setting(config):
    settings = load(config('\ufeffsoon = "1w"\r\n'))
    assert settings.origins["soon"] == "config file"
    assert settings.origins["workdays"] == "default"
    with pytest.raises(TypeError):
        settings.origins["soon"] = "default"


def test_no_default_meeting_can_be_asked_for(config):
    assert load(config('default_meeting = "none"')).default_meeting is None


def test_an_empty_table_means_no_updates_between_meetings(config):
    settings = load(config("[over_communication]\n"))
    assert settings.policy.over_communication == ()
    shown = {row.setting.name: row.value for row in effective(settings)}
    assert shown["over_communication"] == "no updates between meetings"


@pytest.mark.parametrize(
    ("written", "weekday", "time"),
    [
        ("fri 10:00", 4, "10:00"),
        ("Friday 9:05", 4, "09:05"),
        ("mon 9", 0, "09:00"),
        (" SUN  0.30 ", 6, "00:30"),
        ("tue 23:59", 1, "23:59"),
        ("fri 10am", 4, "10:00"),
        ("fri 2:30 pm", 4, "14:30"),
        ("fri 12am", 4, "00:00"),
    ],
)
def test_a_day_and_a_time_to_ring_clients(config, written, weekday, time):
    settings = load(config(f'dial = "{written}"'))
    assert settings.dial == (weekday, time)
    shown = {row.setting.name: row.value for row in effective(settings)}
    again = load(config(f'dial = "{shown["dial"]}"'))
    assert again.dial == settings.dial


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Anna Rossi <anna@studio.example>", "Anna Rossi", "anna@studio.example"),
        ("  Rossi, Anna<a.b+c@x.example>", "Rossi, Anna", "a.b+c@x.example"),
        ("'Anna \"the\" Rossi' <a@x.example>", "'Anna \"the\" Rossi'", "a@x.example"),
        ('"Anna Rossi" <a@x.example>', "Anna Rossi", "a@x.example"),
        ("anna@studio.example", None, "anna@studio.example"),
        ("<anna@studio.example>", None, "anna@studio.example"),
        ("Zoë Łoś <zoë@exämple.example>", "Zoë Łoś", "zoë@exämple.example"),
    ],
)
def test_a_sender_is_a_name_and_an_address(config, written, name, address):
    settings = load(config(f"sender = {json.dumps(written)}"))
    assert settings.sender == (name, address)
    shown = {row.setting.name: row.value for row in effective(settings)}
    assert load(config(f"sender = {json.dumps(shown['sender'])}")).sender == (name, address)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_turned_off(config, rule):
    settings = load(config(f'[rules]\n{rule} = "none"'))
    assert settings.policy.rules == {rule: None}
    assert settings.policy.rules_off == {rule}
    shown = {one.setting.name: one.value for one in effective(settings)}
    assert shown["rules"] == f"{rule} = none"


@pytest.mark.parametrize("rule", RULES)
def test_only_a_rule_that_recurs_can_be_given_an_interval(config, rule):
    path = config(f'soon = "1w"\n\n[rules]\n{rule} = "9d"')
    if RULES[rule].adjustable:
        assert load(path).policy.rules == {rule: Interval(9, "d")}
        return
    message, hint = refused(path)
    assert message == f'{path}, line 4: rules row "{rule}" can\'t be "9d"'
    assert f'write {rule} = "none" to turn it off' in hint


def test_the_house_s_rules_can_t_be_changed_by_accident(config):
    with pytest.raises(TypeError):
        load(config("")).policy.rules["feedback"] = None


@pytest.mark.parametrize(
    ("content", "line", "what", "hint"),
    [
        ('default_meting = "1m"', 1, 'unknown setting "default_meting"', "did you mean default_m"),
        ('\n\nSoon = "1w"', 3, 'unknown setting "Soon"', "did you mean soon?"),
        ("colour = 1", 1, 'unknown setting "colour"', "did you mean colors?"),
        ("paint = 1", 1, 'unknown setting "paint"', "the settings are default_meeting, date_o"),
        ("[client]\nx = 1", 1, 'unknown setting "client"', "the settings are"),
        ("[[a.b]]\nx = 1", 1, 'unknown setting "a"', "the settings are"),
        ('"12w" = "1m"', 1, 'unknown setting "12w"', "rows of intervals belong under the line"),
        ('"a\\u001b[m" = 1', 1, 'unknown setting "a\\x1b[m"', "the settings are"),
        ('soon = "1x"', 1, 'soon can\'t be "1x"', 'write an interval such as "1w"'),
        ('soon = "none"', 1, 'soon can\'t be "none"', 'write an interval such as "1w"'),
        ('soon = "0d"', 1, 'soon can\'t be "0d"', 'write an interval such as "1w"'),
        ("soon = 7", 1, "soon can't be a number", 'write an interval such as "1w"'),
        ("soon = 2026-01-01", 1, "soon can't be a date or time", "write an interval"),
        ("[soon]\n", 1, "soon can't be a table", "write an interval"),
        ("default_meeting = true", 1, "default_meeting can't be true", "write an interval such as"),
        ('default_meeting = "\\u202e"', 1, 'default_meeting can\'t be "\\u202e"', "write an"),
        ('theme = "drak"', 1, 'theme can\'t be "drak"', 'write "terminal" for its own colours'),
        ("theme = 1", 1, "theme can't be a number", 'write "terminal" for its own colours'),
        ('date_order = "dym"', 1, 'date_order can\'t be "dym"', 'write "dmy" for 21.11.2026'),
        ('date_order = ["dmy"]', 1, "date_order can't be a list", 'write "dmy" for 21.11.2026'),
        ("workdays = []", 1, "workdays can't be empty", 'write at least one of "mon", "tue"'),
        ('workdays = "mon"', 1, 'workdays can\'t be "mon"', 'write at least one of "mon"'),
        ('workdays = ["mon", "moday"]', 1, 'workdays can\'t have "moday" in it', "write at least"),
        ("workdays = [\n  1,\n]", 1, "workdays can't have a number in it", "write at least"),
        ('over_communication = "x"', 1, 'over_communication can\'t be "x"', "write rows such as"),
        (
            '[over_communication]\n"6w" = "1w"\n# then\n"12w" = "often"',
            *(4, 'over_communication row "12w" can\'t be "often"', "write rows such as"),
        ),
        (
            '[over_communication]\n"6w" = "1w"\nalways = "1w"',
            *(3, 'over_communication can\'t have a row "always"', "write rows such as"),
        ),
        (
            '[over_communication]\nnone = "1w"',
            *(2, 'over_communication can\'t have a row "none"', "write rows such as"),
        ),
        (
            '[over_communication]\n"6w" = "1w"\nsoon = "1w"',
            *(3, 'can\'t have a row "soon"', "move soon above the line [over_communication]"),
        ),
        (
            '[over_communication]\n"1m" = "1w"\n\n"monthly" = "1w"',
            *(4, 'row "monthly" repeats an interval', "keep one row for each interval"),
        ),
        (
            'over_communication = {"6w" = "1w", "1x" = "1w"}',
            *(1, 'can\'t have a row "1x"', "write rows such as"),
        ),
        ('chase_every = "none"', 1, 'chase_every can\'t be "none"', "write an interval such as"),
        ('recap = "email"', 1, 'recap can\'t be "email"', 'write "meeting", "voice"'),
        ("recap = false", 1, "recap can't be false", 'write "meeting", "voice"'),
        ("office_hours = 9", 1, "office_hours can't be a number", "write days and times"),
        ('dial = "10:00"', 1, 'dial can\'t be "10:00"', "write a weekday and a time such as"),
        ('dial = "fri 13pm"', 1, 'dial can\'t be "fri 13pm"', "write a weekday and a time"),
        ('dial = "fri 24:00"', 1, 'dial can\'t be "fri 24:00"', "write a weekday and a time"),
        ('dial = "fri 10:60"', 1, 'dial can\'t be "fri 10:60"', "write a weekday and a time"),
        ('dial = "fry 10:00"', 1, 'dial can\'t be "fry 10:00"', "write a weekday and a time"),
        ('dial = ["fri 10:00"]', 1, "dial can't be a list", "write a weekday and a time"),
        ('sender = "Anna Rossi"', 1, 'sender can\'t be "Anna Rossi"', "write a name and an e-mail"),
        ('sender = "a@b@c"', 1, 'sender can\'t be "a@b@c"', "write a name and an e-mail"),
        (
            'sender = "A <a@b.example>\\nBcc: x@y.example"',
            *(1, "sender can't be", "write a name and an e-mail"),
        ),
        ('sender = "A <a@b>, B <c@d>"', 1, "sender can't be", "write a name and an e-mail"),
        ("sender = 1", 1, "sender can't be a number", "write a name and an e-mail"),
        ('rules = "none"', 1, 'rules can\'t be "none"', "write rows such as feedback"),
        (
            '[rules]\nfeedback = "12m"\ncheck_up = "1y"',
            *(3, 'rules can\'t have a row "check_up"', "did you mean checkup?"),
        ),
        ('[rules]\nproject-feedback = "1y"', 2, "can't have a row", "did you mean project_feed"),
        ('[rules]\nx = "1y"', 2, 'rules can\'t have a row "x"', "the rules are appointment, out"),
        ('[rules]\nfeedback = "often"', 2, 'row "feedback" can\'t be "often"', "write rows such"),
        ("[rules]\nfeedback = false", 2, 'row "feedback" can\'t be false', "write rows such as"),
        ("[rules]\npromise = 3", 2, 'row "promise" can\'t be a number', "this rule has no inter"),
        ('[rules]\nrecap = "voice"', 2, 'row "recap" can\'t be "voice"', "move recap above the"),
        ('[rules]\nsoon = "1w"', 2, 'can\'t have a row "soon"', "move soon above the line [rul"),
        ('feedback = "12m"', 1, 'unknown setting "feedback"', "feedback is a rule: its row bel"),
        ('over_communication."1x" = "1w"', 1, 'can\'t have a row "1x"', "write rows such as"),
        (
            'workdays = [\n  "mon",\n\n  "tue",  # soon = 1\n]\n\nsoon = """\nsoon = 2\n"""\n',
            *(7, 'soon can\'t be "soon = 2\\n"', "write an interval"),
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(
    config, content, line, what, hint
):
    path = config(content)
    message, shown_hint = refused(path)
    assert message.startswith(f"{path}, line {line}: ")
    assert what in message
    assert shown_hint.startswith(hint)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("soon = 1w", 1),
        ('soon = "1w"\nworkdays = [', 2),
        ('soon = "1w"\nsoon = "2w"', 2),
        ('a = "1w"\n\n[a]\n', 3),
        ('soon = "\x1b[31m"', 1),
        ("soon", 1),
        ("= 1", 1),
        ("x = 2026-02-30", 1),
        ('soon = "1w"\r\nsoon', 2),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(config, content, line):
    path = config(content)
    message, hint = refused(path)
    assert message.startswith(f"{path}, line {line}: this isn't TOML: ")
    assert 'soon = "1w"' in hint


@pytest.mark.parametrize("content", ["x = " + "[" * 100_000, "x = " + "9" * 10_000])
def test_toml_that_chokes_the_reader_is_refused(config, content):
    message, _ = refused(config(content))
    assert "this isn't TOML: " in message


def test_a_number_too_long_to_print_is_refused(config):
    assert "soon can't be a number" in refused(config("soon = 0x" + "f" * 10_000))[0]


def test_a_file_in_another_encoding_is_refused_with_its_line(config):
    path = config('soon = "1w"\n# für\n'.encode("latin-1"))
    assert refused(path) == (f"{path}, line 2: not UTF-8 text", "save the file as UTF-8")


def test_a_folder_is_refused(tmp_path):
    assert refused(tmp_path)[0] == f"the config file {tmp_path} is a folder"


@pytest.mark.parametrize("name", ["x" * 300, "nul\0", "file/config.toml"])
def test_a_path_that_can_t_be_read_is_refused(tmp_path, name):
    (tmp_path / "file").touch()
    assert refused(tmp_path / name)[0].startswith("can't read the config file ")


def test_a_file_without_permission_is_refused(config, monkeypatch):
    path = config("")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert refused(path)[0] == f"can't read the config file {path}: Permission denied"


def test_an_endless_file_is_refused(config):
    assert "is too large" in refused(config(b"#" * (LARGEST_FILE + 1)))[0]


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for path in (tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), Path("/dev/full")):
        assert refused(path)[0] == f"the config file {path} is no file but a pipe or a device"


def test_a_path_is_shown_without_its_control_characters(tmp_path):
    path = tmp_path / "a\x1b[31mb.toml"
    path.write_text("x = 1")
    assert "a\\x1b[31mb.toml, line 1" in refused(path)[0]


COMMENTED = st.lists(
    st.sampled_from(["", "# soon = 1", "\t", "x1 = '''\nsoon = 1\n'''"]), unique=True
)


@given(before=COMMENTED, inside=COMMENTED)
def test_the_line_found_is_the_line_of_the_statement(before, inside):
    text = "\n".join([*before, "[table] # header", *inside, '"a.b" = [', "1]", "[other]", "c = 1"])
    lines = text.split("\n")
    assert line_of(text, "table", "a.b") == lines.index('"a.b" = [') + 1
    assert line_of(text, "table") == lines.index("[table] # header") + 1
    assert line_of(text, "other", "c") == len(lines)
    assert line_of(text, "table", "c") is None


@given(text=st.text(alphabet=st.sampled_from("soon=[]{}\"'\\\n\r #.1w\x1b\u2028"), max_size=40))
def test_nothing_but_an_input_error_ever_comes_out(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode())
    refusal = ""
    try:
        load(path)
    except InputError as error:
        refusal = error.message
    assert refusal.isprintable()
    assert not refusal or refusal.startswith(f"{path}, line ")


def test_the_starter_file_sets_nothing_until_a_line_is_uncommented(config):
    assert_defaults(load(config(template_text())))


def test_the_starter_file_uncommented_says_the_defaults(config):
    lines = template_text().splitlines()
    settings = load(config("\n".join(line[1:] if line[1:2] != " " else line for line in lines)))
    assert settings.policy == Policy(
        rules={one.name: one.interval for one in RULE_BOOK if one.interval}, weights={"key": 2}
    )
    assert settings.default_meeting == Interval(3, "m")
    assert set(settings.origins.values()) == {"config file"}
    assert max(map(len, lines)) <= 100


def test_the_settings_in_force_are_shown_in_words(config):
    shown = effective(load(config('date_order = "mdy"')))
    assert [(row.setting.name, row.value, row.source) for row in shown] == [
        ("default_meeting", "3m", "default"),
        ("date_order", "mdy", "config file"),
        ("due", "full", "default"),
        ("workdays", "mon, tue, wed, thu, fri", "default"),
        ("soon", "1w", "default"),
        ("chase_every", "3d", "default"),
        ("recap", "meeting", "default"),
        ("dial", "not set", "default"),
        ("office_hours", "mon-fri 09:00-17:00", "default"),
        ("sender", "not set", "default"),
        ("notify_command", "not set", "default"),
        ("theme", "terminal", "default"),
        ("over_communication", "12w = 1m, 6w = 2w, 8d = 1w", "default"),
        ("weights", "all the same", "default"),
        ("maps", "none", "default"),
        ("alias", "none", "default"),
        ("rules", "the usual ones", "default"),
        ("defaults", "none", "default"),
        ("me", "not set", "default"),
        ("store", "not set", "default"),
        ("sources", "none", "default"),
        ("send", "not set", "default"),
        ("colors", "the usual ones", "default"),
        ("keys", "the usual ones", "default"),
    ]


def test_every_setting_is_described():
    for setting in SETTINGS:
        assert setting.description.endswith(".")
        assert setting.kind
        assert setting.expected
        assert setting.default_text or setting.example


def test_the_places_follow_the_platform_and_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("CLIENTPULSE_CONFIG", raising=False)
    assert default_config_path().parts[-2:] == ("clientpulse", "config.toml")
    assert default_store_path().parts[-2:] == ("clientpulse", "clientpulse.db")
    monkeypatch.setenv("CLIENTPULSE_CONFIG", "")
    assert default_config_path().name == "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "mine.toml"))
    assert default_config_path() == tmp_path / "mine.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", "~/mine.toml")
    assert default_config_path() == Path.home() / "mine.toml"


def test_without_a_file_no_toml_reader_is_loaded():
    code = (
        "import sys; from pathlib import Path; from clientpulse import config;"
        "config.loading.load(Path('/nowhere/config.toml'));"
        "sys.exit(bool({'tomllib', 'platformdirs', 'difflib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
