"""What is found on somebody's computer, with the settings files as those programs have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientpulse.config.sources import Source
from clientpulse.errors import InputError
from clientpulse.sources.finding.looking import look_around
from clientpulse.sources.finding.offers import Looked
from clientpulse.sources.finding.providers import provider_at, provider_of
from clientpulse.sources.finding.typed import source_at

MBSYNC = """\
# work
IMAPAccount work
Host imap.practice.example
User sam@practice.example
PassCmd "pass show mail/work"
TLSType IMAPS

IMAPStore work-remote
Account work

MaildirStore work-local
SubFolders Verbatim
Path ~/mail/work/
Inbox ~/mail/work/INBOX

Channel work
Far :work-remote:
Near :work-local:
Patterns *
"""

VDIRSYNCER = """\
[general]
status_path = "~/.vdirsyncer/status/"

[pair bob_contacts]
a = "bob_contacts_local"
b = "bob_contacts_remote"
collections = ["from a", "from b"]

[storage bob_contacts_local]
type = "filesystem"
path = "~/.contacts/"
fileext = ".vcf"

[storage bob_contacts_remote]
type = "carddav"
# We can simplify this URL here as well.
url = "https://owncloud.example/"
username = "bob"
password.fetch = ["command", "pass", "show", "cloud"]

[storage diary_remote]
type = "caldav"
url = "https://owncloud.example/dav/bob/work/"
username = "bob"
password.fetch = ["shell", "~/bin/secret cloud | head -1"]
"""

KHAL = """\
[calendars]

[[home]]
path = ~/.calendars/home/
color = dark green
priority = 20

[[all]]
path = $DIARIES/*
type = discover

[locale]
timeformat = %H:%M
"""

KHARD = """\
[addressbooks]
[[friends]]
path = "~/.books/friends/" # those I like

[general]
debug = no
"""

PROFILES = """\
[Install4F96D1932A9F858E]
Default=abcd1234.default-release
Locked=1

[Profile1]
Name=default
IsRelative=1
Path=abcd1234.default-release

[General]
StartWithLastProfile=1
Version=2
"""


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def maildir(path: Path) -> Path:
    for one in ("cur", "new", "tmp"):
        (path / one).mkdir(parents=True)
    return path


def look(home: Path, *there: Source, **environment: str) -> Looked:
    return look_around(home, environment, there)


def found(looked: Looked) -> list[tuple[str, str, Path | None, str]]:
    return [(one.source.kind, one.source.name, one.source.path, one.seen) for one in looked.offers]


def test_an_empty_home_has_nothing(tmp_path: Path) -> None:
    assert look(tmp_path) == Looked()


def test_what_mbsync_copied_is_offered_and_not_the_server(tmp_path: Path) -> None:
    write(tmp_path / ".mbsyncrc", MBSYNC)
    maildir(tmp_path / "mail/work/INBOX")

    looked = look(tmp_path)

    assert found(looked) == [("maildir", "work-local", tmp_path / "mail/work", "mbsync")]
    assert looked.addresses == ["sam@practice.example"]


def test_without_a_copy_the_server_is_offered_with_its_command(tmp_path: Path) -> None:
    write(tmp_path / ".config/isyncrc", MBSYNC)

    (offer,) = look(tmp_path).offers

    assert offer.source == Source(
        "work",
        "imap",
        host="imap.practice.example",
        user="sam@practice.example",
        password_command="pass show mail/work",
    )
    assert offer.note == ""


def test_sections_of_mbsync_need_no_empty_lines(tmp_path: Path) -> None:
    write(
        tmp_path / ".mbsyncrc",
        "IMAPStore a\nHost imap.a.example\nSSLType STARTTLS\nPort 1143\nUser a\n"
        'PassCmd "+gpg -d \\"my file\\""\nMaildirStore b\nPath ~/none\nChannel c\n',
    )

    (offer,) = look(tmp_path).offers

    assert (offer.source.tls, offer.source.port) == ("starttls", 1143)
    assert offer.source.password_command == 'gpg -d "my file"'


def test_a_password_is_never_copied(tmp_path: Path) -> None:
    write(tmp_path / ".mbsyncrc", "IMAPAccount a\nHost imap.a.example\nUser a\nPass hunter2\n")
    write(
        tmp_path / ".config/vdirsyncer/config",
        '[storage d]\ntype = "caldav"\nurl = "https://a.example/"\npassword = "hunter2"\n',
    )

    looked = look(tmp_path)

    assert len(looked.offers) == 2
    assert "hunter2" not in repr(looked)
    assert all("isn't copied" in one.note for one in looked.offers)


def test_vdirsyncer_s_folders_are_offered_and_servers_without_one(tmp_path: Path) -> None:
    write(tmp_path / ".config/vdirsyncer/config", VDIRSYNCER)
    write(tmp_path / ".contacts/work/a.vcf")
    write(tmp_path / ".contacts/family/b.vcf")
    (tmp_path / ".contacts/empty").mkdir()

    looked = look(tmp_path)

    assert found(looked) == [
        ("contacts", "family", tmp_path / ".contacts/family", "vdirsyncer"),
        ("contacts", "work", tmp_path / ".contacts/work", "vdirsyncer"),
        ("calendar", "diary_remote", None, "vdirsyncer"),
    ]
    server = looked.offers[-1].source
    assert (server.url, server.user) == ("https://owncloud.example/dav/bob/work/", "bob")
    assert server.password_command == "~/bin/secret cloud | head -1"


def test_a_command_of_words_becomes_a_line(tmp_path: Path) -> None:
    write(tmp_path / ".vdirsyncer/config", VDIRSYNCER.replace('"cloud"]', '"my cloud"]'))

    commands = [one.source.password_command for one in look(tmp_path).offers]

    assert "pass show 'my cloud'" in commands


def test_khal_and_khard_name_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "settings/khal/config", KHAL)
    write(tmp_path / "settings/khard/khard.conf", KHARD)
    write(tmp_path / ".calendars/home/1.ics")
    write(tmp_path / "d/work/2.ics")
    write(tmp_path / ".books/friends/3.vcf")

    looked = look(tmp_path, XDG_CONFIG_HOME=str(tmp_path / "settings"), DIARIES=str(tmp_path / "d"))

    assert found(looked) == [
        ("calendar", "home", tmp_path / ".calendars/home", "khal"),
        ("calendar", "work", tmp_path / "d/work", "khal"),
        ("contacts", "friends", tmp_path / ".books/friends", "khard"),
    ]


def test_thunderbird_s_accounts_and_addresses_are_found(tmp_path: Path) -> None:
    home = tmp_path / "snap/thunderbird/common/.thunderbird"
    profile = home / "abcd1234.default-release"
    write(home / "profiles.ini", PROFILES)
    write(
        profile / "prefs.js",
        'user_pref("mail.identity.id1.fullName", "Sam");\n'
        'user_pref("mail.identity.id1.useremail", "sam@practice.example");\n',
    )
    write(profile / "ImapMail/imap.practice.example/INBOX", "From - \n")
    write(profile / "ImapMail/imap.practice.example/INBOX.msf")
    write(profile / "ImapMail/not-kept.example/INBOX.msf")
    maildir(profile / "Mail/Local Folders/Inbox")
    (profile / "Mail/Local Folders/Inbox/new").rmdir()
    write(profile / "abook.sqlite")

    looked = look(tmp_path)

    assert found(looked) == [
        (
            "mbox",
            "imap-practice-example",
            profile / "ImapMail/imap.practice.example",
            "Thunderbird",
        ),
        ("maildir", "local-folders", profile / "Mail/Local Folders", "Thunderbird"),
    ]
    assert looked.addresses == ["sam@practice.example"]
    assert len(looked.remarks) == 1


@pytest.mark.parametrize(
    "place", ["Maildir", "Mail/INBOX", ".mail/work/INBOX", ".local/share/mail"]
)
def test_maildirs_are_found_where_they_mostly_are(tmp_path: Path, place: str) -> None:
    maildir(tmp_path / place)

    (offer,) = look(tmp_path).offers

    assert offer.source.name == "mail"


def test_one_place_is_offered_once(tmp_path: Path) -> None:
    maildir(tmp_path / "Maildir")
    (tmp_path / "Mail").symlink_to("Maildir")

    assert len(look(tmp_path, MAILDIR="~/Maildir").offers) == 1


def test_what_is_configured_is_not_offered_again(tmp_path: Path) -> None:
    there = Source("mine", "maildir", path=maildir(tmp_path / "Maildir"))

    assert not look(tmp_path, there).offers


def test_names_are_free(tmp_path: Path) -> None:
    maildir(tmp_path / "Maildir")
    maildir(tmp_path / ".mail/a")

    looked = look(tmp_path, Source("mail", "mbox", path=tmp_path / "x"))

    assert [one.source.name for one in looked.offers] == ["mail-2", "mail-3"]


@pytest.mark.parametrize("name", ["default", "f47ac10b-58cc-4372-a567-0e02b2c3d479"])
def test_what_nobody_named_is_called_after_its_kind(tmp_path: Path, name: str) -> None:
    (tmp_path / ".contacts" / name).mkdir(parents=True)
    (tmp_path / ".contacts" / name / "1.vcf").touch()

    assert [one.source.name for one in look(tmp_path).offers] == ["people"]


@pytest.mark.parametrize(
    "text",
    [
        "\0\0\0",
        "[[[",
        "]]",
        "[calendars]\n[[x]]\npath = " + "a" * 5000,
        "[calendars]\n[[x]]\npath = ~other/x",
        "[calendars]\n[[x]]\npath =",
        "[storage x]\ntype = {\npath = [",
        "[storage x]\ntype = " + "[" * 50_000,
        '[storage x]\ntype = "filesystem"\npath = 3\nfileext = ".ics"',
        'IMAPAccount "x\nHost\nUser\nPort 99999999999999999999',
        "[Profile0]\nPath=../../..\x00",
    ],
)
def test_nonsense_in_settings_finds_nothing(tmp_path: Path, text: str) -> None:
    for name in (
        ".mbsyncrc",
        ".config/vdirsyncer/config",
        ".config/khal/config",
        ".config/khard/khard.conf",
        ".thunderbird/profiles.ini",
    ):
        write(tmp_path / name, text)

    assert not look(tmp_path).offers


def test_providers_are_known_by_the_domain() -> None:
    gmail = provider_of("Sam@GMail.com")

    assert gmail is not None
    assert gmail.host == "imap.gmail.com"
    assert provider_of("sam@practice.example") is None


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("Office365", "outlook.office365.com"),
        ("imap.gmail.com", "imap.gmail.com"),
        ("IMAP.practice.example ", "imap.practice.example"),
    ],
)
def test_a_provider_can_be_named(typed: str, host: str) -> None:
    assert provider_at(typed).host == host
    assert bool(provider_at(typed).sign_in) == ("practice" not in typed)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("diary.ics", "x", "calendar"),
        ("export", "BEGIN:VCALENDAR\n", "calendar"),
        ("people", "\ufeffBEGIN:VCARD\n", "contacts"),
        ("Sent", "From - Sat\n", "mbox"),
        ("a/1.vcf", "x", "contacts"),
        ("a/INBOX.msf", "x", "mbox"),
        ("a/b/cur/1", "x", None),
        ("a/notes.txt", "hello", None),
        ("notes.txt", "hello", None),
    ],
)
def test_what_is_typed_is_told_apart(
    tmp_path: Path, name: str, content: str, kind: str | None
) -> None:
    write(tmp_path / name, content)
    place = tmp_path / name.partition("/")[0]

    if kind is None:
        with pytest.raises(InputError, match=r"t mail|holds no mail"):
            source_at(place)
    else:
        assert source_at(place).kind == kind


def test_nothing_at_a_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no"):
        source_at(tmp_path / "none")
