"""How what a server says is repeated."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from clientpulse.config.sending import Server
from clientpulse.sending.smtp_failures import LONGEST, Words
from clientpulse.servers.secrets import Secret

SERVER = Server("mail.practice.example", 465, True, "sam")
LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
SECRETS = st.text(LETTERS, min_size=5).filter(lambda one: one.strip() and "0 " not in one)


@given(st.binary(max_size=400))
def test_they_are_one_short_line_that_does_nothing_on_a_terminal(said: bytes) -> None:
    shown = Words(SERVER, None).of(550, said)
    assert shown.startswith("550")
    assert shown.isprintable()
    assert len(shown) <= len("550 ") + LONGEST


@given(SECRETS, st.binary(max_size=40), st.binary(max_size=40), st.booleans())
def test_no_secret_is_among_them(secret: str, before: bytes, after: bytes, coded: bool) -> None:
    said = base64.b64encode(f"\0sam\0{secret}".encode()) if coded else secret.encode()
    words = Words(SERVER, Secret(secret))
    assert words.of(550, b"%b %b %b" % (before, said, after)) == "550"
    assert secret not in words.of(550, before + after)
