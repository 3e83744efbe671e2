"""A first import: the store comes to be with what is imported, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientpulse.errors import ConflictError
from clientpulse.services.importing.files import import_first
from clientpulse.services.importing.outcome import Outcome
from clientpulse.store.database import Store
from tests.conftest import Pulse


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name,meeting\nAcme,x\n", 5),
        ("name,meeting\n", 0),
        ('{"schema": "clientpulse.export/1", "today": "2026-11-21", "clients": [', 5),
        ("client,on\nnobody,2026-11-02\n", 5),
    ],
)
def test_an_import_that_stores_nothing_makes_no_store(
    pulse: Pulse, write: Callable[..., str], content: str, code: int
) -> None:
    assert pulse("import", write(content)).code == code
    assert not pulse.store.exists()
    assert not pulse.store.parent.exists() or list(pulse.store.parent.iterdir()) == []


def test_a_first_import_never_replaces_a_store_that_came_to_be_meanwhile(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    def run(_: object) -> Outcome:
        pulse.ok("add", "Earlier")
        outcome = Outcome("clients")
        outcome.of("clients").created += 1
        return outcome

    with pytest.raises(ConflictError, match="created the store just now"):
        import_first(Store(pulse.store), run)
    assert [one["client"] for one in pulse.ok("client", "list", "--json").items] == ["Earlier"]
    assert [one.name for one in pulse.store.parent.iterdir()] == [pulse.store.name]
