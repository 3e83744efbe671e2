"""The same practice with its calendar and address book on a server: the truth is the same."""

import pytest
from test_practice import TODAY, check, keep

from clientpulse.sources.mail import maildir
from clientpulse.timezones import our_zone
from tests import hostile
from tests.made_up_practice import Practice
from tests.sources.dav_server import PASSWORD, USER, radicale

KINDS = {"calendar": "text/calendar", "people": "text/vcard"}


class Mirror:
    """Brings what is new in the folders of a practice to a server."""

    def __init__(self, practice, server):
        self._folder, self._server = practice.folder, server
        self._there = {}
        server.calendar("sam/calendar/", "Work")
        server.book("sam/people/", "People")

    def bring(self):
        now = {
            f"sam/{kind}/{file.name}": (file.read_bytes(), form)
            for kind, form in KINDS.items()
            for file in (self._folder / kind).iterdir()
        }
        for path, (text, form) in now.items():
            if self._there.get(path) != (text, form):
                self._server.put(path, text.decode(), kind=form)
        for path in self._there.keys() - now.keys():
            self._server.delete(path)
        self._there = now


@pytest.mark.skipif(not hostile.THOROUGH, reason="a minute: with --thorough")
def test_a_practice_on_a_server_has_the_same_record(tmp_path, monkeypatch):
    monkeypatch.setattr(maildir, "_SLACK", 0.5)
    practice = Practice(tmp_path / "home", TODAY, our_zone())
    product, keys = keep(tmp_path, monkeypatch, practice)
    folder, config = tmp_path / "server", tmp_path / "config.toml"
    folder.mkdir()
    with radicale(folder) as server:
        login = f'url = "{server.url}"\nuser = "{USER}"\npassword_command = "echo {PASSWORD}"'
        text = config.read_text()
        for kind in KINDS:
            text = text.replace(f'path = "{practice.folder}/{kind}"', login)
        assert text.count(server.url) == 2
        config.write_text(text)
        mirror = Mirror(practice, server)
        for _ in range(15):
            mirror.bring()
            product.command(practice.today, "sync")
            check(product, practice, keys)
            practice.live_on()
