"""The words that stand for several owners, or for none, wherever an owner is asked for."""

EVERYBODY = "all"
NOBODY = "none"
"""Nobody can be called so, so that what was typed means one thing."""

MEANING = (EVERYBODY, NOBODY)

RESERVED = (*MEANING, "everybody", "nobody")
"""What nobody can be called: the words, and what may be typed for them by mistake."""
