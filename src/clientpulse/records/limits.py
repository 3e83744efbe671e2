"""How long each text may be, in characters; the tables' CHECKs and the services share them."""

from __future__ import annotations

KEY_LENGTH = 40
NAME_LENGTH = 200
WORD_LENGTH = 60
HOURS_LENGTH = 200
SENTENCE_LENGTH = 500
EMAIL_LENGTH = 1_000
NOTE_LENGTH = 20_000
URL_LENGTH = 2_000

LONGEST_MINUTES = 24 * 60
