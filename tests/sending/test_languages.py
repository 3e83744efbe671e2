"""A letter in each language that we have, on its way and arrived."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from clientpulse.letters import draft, finding, message, sandbox, values
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox
from clientpulse.letters.sample import full
from clientpulse.sending import posting
from tests.sending.letters import ANN, SAM
from tests.servers.mail_server import receiving

NOWHERE = Path("/nowhere")
WRITER = Mailbox("Sam Pörter-Łęcki", SAM)
READER = Mailbox("Mª Zoë Müller-Señén, née Çelik", ANN)
IN_MANY_SCRIPTS = ("Señor Łoś: à bientôt, grüße – ¿qué? 🎉", "word " * 40, "w" * 200)
# A line of a message: where there is an encoded word in it (RFC 2047), or quoted-printable.
LONGEST = 76


def test_a_letter_in_every_language_arrives_as_it_was_written() -> None:
    environment = sandbox.build_environment()
    letters: list[Draft] = []
    for template in finding.templates(NOWHERE):
        for news in ((), IN_MANY_SCRIPTS):
            letter = replace(full(template.kind, "long"), news=news)
            if template.kind == "update":
                plain = values.plain(letter, template.language)
                made = sandbox.fill_in(environment, finding.read(template.path), plain)
                letters.append(draft.parse(made, template.path.name))
    assert len(letters) >= 2 * 5
    with receiving() as server:
        for one in letters:
            raw = message.eml(one, WRITER, [READER], datetime(2026, 12, 1, 8, tzinfo=UTC))
            assert posting.send(server.how(), raw, SAM, [ANN]) == ()
    for one, got in zip(letters, server.received, strict=True):
        read = got.message
        assert str(read["Subject"]) == one.subject
        assert str(read.get_content()).replace("\r\n", "\n") == one.body
        assert (read.get_content_type(), read.get_content_charset()) == ("text/plain", "utf-8")
        assert read.defects == []
        for name, box in (("From", WRITER), ("To", READER)):
            (address,) = read[name].addresses
            assert (address.display_name, address.addr_spec) == (box.name, box.address)
        assert got.raw.isascii()
        assert max(map(len, got.raw.split(b"\r\n"))) <= LONGEST
