"""Rules that differ for a client."""

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.constraints import OfRecord


class ClientRule(OfRecord, table=True):
    """A rule that has another interval with one client, or is off: ``none``."""

    __table_args__ = (Index("uq_client_rule_client_id_rule", "client_id", "rule", unique=True),)

    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    rule: str = Field(sa_type=Text)
    interval: str = Field(sa_type=Text)
