"""The page about check-ups names the traits that are built in, as they are asked."""

from __future__ import annotations

from clientpulse.cadence.traits import BUILT_IN
from tests.docs.documentation import page, tables


def test_the_tables_of_traits_are_the_built_in_ones() -> None:
    good, bad = tables(page("checkups.md"), "key", "asks")
    for rows, wanted in ((good, True), (bad, False)):
        assert rows == [[f"`{one.key}`", one.question] for one in BUILT_IN if one.good is wanted]
