"""At which clients a file has the people whom its rows are known to mean."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.comparing import folded
from clientpulse.services.importing import marks
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.contacts import Person
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.plan import Plan, PlannedClient


class Whereabouts:
    """Looks at all rows of a file before any of them is placed."""

    def __init__(self, plan: Plan, memory: Memory, rows: Sequence[CheckedRow]) -> None:
        self._memory = memory
        self._claiming: dict[int, list[CheckedRow]] = {}
        self._left: dict[str, PlannedClient] = {}
        for row in rows:
            for number in memory.of_contact(marks.certain(row)).ids:
                self._claiming.setdefault(number, []).append(row)
        for number, claiming in self._claiming.items():
            client = plan.with_person(number)[0]
            if not any(self.is_at(row, client) for row in claiming):
                self._left |= {folded(row.name): client for row in claiming if row.is_company}

    def is_at(self, row: CheckedRow, client: PlannedClient) -> bool:
        """Tell whether a row has its person at a client."""
        if client.is_named(row.name):
            return True
        return client.number in self._memory.of_client(marks.of_client(row)).ids

    def is_another_job(self, row: CheckedRow, client: PlannedClient, person: Person) -> bool:
        """Tell whether another row has the person at the client, and this one elsewhere."""
        others = [one for one in self._claiming.get(person.number, ()) if one is not row]
        return any(self.is_at(one, client) for one in others) and not self.is_at(row, client)

    def is_claimed(self, number: int, row: CheckedRow) -> bool:
        """Tell whether other rows certainly mean a person, and this one doesn't."""
        return row not in self._claiming.get(number, [row])

    def left_for(self, company: str) -> PlannedClient | None:
        """Return the client whom somebody left for a company; perhaps it is the company itself."""
        return self._left.get(folded(company))
