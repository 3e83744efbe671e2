"""Rules that differ for a client."""

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.records.limits import KEY_LENGTH
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_interval,
)


class ClientRule(Table, table=True):
    """A rule that has another interval with one client, or is off: ``none``."""

    __tablename__ = "client_rule"
    __table_args__ = (
        filled("rule", KEY_LENGTH),
        is_interval("interval", "none"),
        Index("uq_client_rule_client_id_rule", "client_id", "rule", unique=True),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    rule: str = Field(sa_type=Text)
    interval: str = Field(sa_type=Text)
