"""Points for the next meeting."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class AgendaPoint(OfClient, table=True):
    """Something to bring up at the next meeting; covered once that meeting was held."""

    __table_args__ = (Index("ix_agenda_point_client_id", "client_id"),)

    what: str = Field(sa_type=Text)
    added_on: date = Field(sa_type=Day)
    covered_on: date | None = Field(default=None, sa_type=Day)
