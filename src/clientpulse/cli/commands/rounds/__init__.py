"""Rounds: from one client to the next, with a card and a question each."""
