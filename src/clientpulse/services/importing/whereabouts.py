"""At which clients a file has the people whom its rows are known to mean."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.comparing import folded
from clientpulse.services.importing import marks
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.companies import company_likeness
from clientpulse.services.importing.contacts import Person
from clientpulse.services.importing.identity import Likeness
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.plan import Plan, PlannedClient


class Whereabouts:
    """Looks at all rows of a file before any of them is placed."""

    def __init__(self, plan: Plan, memory: Memory, rows: Sequence[CheckedRow]) -> None:
        self._memory = memory
        self._claiming: dict[int, list[CheckedRow]] = {}
        self._left: dict[str, PlannedClient] = {}
        self._records: dict[int, set[str]] = {}
        for row in rows:
            if row.row_id:
                for number in memory.of_contact([f"id:{row.row_id}"]).ids:
                    self._records.setdefault(number, set()).add(row.row_id)
            known = memory.of_contact(marks.certain(row))
            if len(known.ids) == 1:
                person = plan.with_person(known.ids[0])[1]
                person.taken.append(row.who)
            for number in known.ids:
                self._claiming.setdefault(number, []).append(row)
        for number, claiming in self._claiming.items():
            client = plan.with_person(number)[0]
            if not any(self.is_at(row, client) for row in claiming):
                self._left |= {folded(row.name): client for row in claiming if row.is_company}

    def is_at(self, row: CheckedRow, client: PlannedClient) -> bool:
        """Tell whether a row has its person at a client."""
        names = row.name, client.values["name"]
        if row.is_company and company_likeness(*names) is not Likeness.DIFFERENT:
            return True
        return client.number in self._memory.of_client(marks.of_client(row)).ids

    def is_another(self, row: CheckedRow, client: PlannedClient, person: Person) -> bool:
        """Tell whether a row isn't about the person of its name and address.

        The file has that one under another number, or in another row at the client, and in this
        one elsewhere.
        """
        records = self._records.get(person.number)
        if row.row_id and records and row.row_id not in records:
            return True
        if person.number in self._memory.of_contact(marks.likely(row)).ids:
            return False
        others = [one for one in self._claiming.get(person.number, ()) if one is not row]
        return any(self.is_at(one, client) for one in others) and not self.is_at(row, client)

    def is_claimed(self, number: int, row: CheckedRow) -> bool:
        """Tell whether other rows certainly mean a person, and this one doesn't."""
        return row not in self._claiming.get(number, [row])

    def left_for(self, company: str) -> PlannedClient | None:
        """Return the client whom somebody left for a company; perhaps it is the company itself."""
        return self._left.get(folded(company))
