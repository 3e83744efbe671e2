"""The rules that differ for a client."""

from __future__ import annotations

from clientpulse.store.reader import Reader


def rule_ids(reader: Reader, client_id: int) -> dict[str, int]:
    """Return the id of each rule that differs for a client, by the rule's name."""
    sql = "SELECT x.rule, x.id FROM client_rule x WHERE x.client_id = :client_id"
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}
