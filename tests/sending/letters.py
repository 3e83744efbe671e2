"""A letter to be sent, and whom it is from and for."""

from __future__ import annotations

from datetime import UTC, datetime

from clientpulse.letters import message
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox

SAM = "sam@practice.example"
ANN, BOB, CEM = "ann@acme.example", "bob@acme.example", "cem@acme.example"
BODY = "Dear Ann,\n\n.\n.. and so on\nFrom here\n\nSam\n"
LETTER = message.eml(
    Draft("Your update für November", BODY),
    Mailbox("Sam Porter", SAM),
    [Mailbox("Ann Field", ANN), Mailbox("", BOB), Mailbox("Cem", CEM)],
    datetime(2026, 11, 28, 8, 0, tzinfo=UTC),
)
