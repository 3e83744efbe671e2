"""The read yardstick: the plainest Typer + sqlite3 + Rich program that prints the due list.

It asks the store the same question as ``pulse due`` (the facts query is copied from
clientpulse.store.queries), works out the same rows and prints them as a Rich table. No tricks, and
nothing that is slow on purpose: one file, imports at the top, library defaults.
"""

import calendar
import sqlite3
from datetime import date, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

FACTS = """
SELECT c.id, c.key, c.name, c.started_on, c.meeting_interval, c.update_interval, c.prefers,
       c.archived_on, c.paused_on, c.paused_until, c.snoozed_until, c.owner,
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.channel = 'meeting' AND t.occurred_on <= :today)
           AS last_meeting_on,
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :today)
           AS last_reach_on,
       (SELECT min(m.planned_on) FROM meeting m
         WHERE m.client_id = c.id AND m.state = 'booked' AND m.planned_on >= :today)
           AS next_meeting_on
  FROM client c
 WHERE c.archived_on IS NULL
"""
UNLOGGED = """
SELECT m.client_id, m.planned_on FROM meeting m
 WHERE m.state = 'booked' AND m.planned_on < :today ORDER BY m.client_id, m.planned_on
"""
DAYS = {"d": 1, "w": 7, "m": 30.4375, "y": 365.25}
ORDER = {"today": 0, "overdue": 1, "due": 2}

app = typer.Typer()


def span(interval: str) -> float:
    """Return the length of ``3m`` in days."""
    return int(interval[:-1]) * DAYS[interval[-1]]


def plus(day: date, interval: str) -> date:
    """Add ``3m`` to a day; the 31st becomes the month's last day."""
    count, unit = int(interval[:-1]), interval[-1]
    if unit in "dw":
        return day + timedelta(days=count * DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def workday_on_or_before(day: date) -> date:
    """Step back from a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def updates(meeting: str | None, own: str | None) -> str | None:
    """Return how often an update goes out."""
    if own is not None:
        return None if own == "none" else own
    if meeting is None:
        return None
    days = span(meeting)
    return "1m" if days >= 84 else "2w" if days >= 42 else "1w" if days >= 8 else None


def later(started_on: date, last_on: str | None) -> date:
    """Return the day an interval counts from."""
    return max(started_on, date.fromisoformat(last_on)) if last_on else started_on


def items(row: sqlite3.Row, unlogged: list[str], today: date) -> list[tuple]:
    """Return status, rank and reason of what is due for one client."""
    if row["paused_on"] and (not row["paused_until"] or row["paused_until"] > today.isoformat()):
        return []
    found = []
    next_on, started_on = row["next_meeting_on"], date.fromisoformat(row["started_on"])
    if next_on == today.isoformat():
        found.append(("today", 0.0, "meeting today"))
    for planned in unlogged:
        late = (today - date.fromisoformat(planned)).days
        found.append(("overdue", -float(late), f"meeting of {planned} not logged"))
    if row["snoozed_until"] and row["snoozed_until"] > today.isoformat():
        return found
    meeting = row["meeting_interval"]
    update = updates(meeting, row["update_interval"])
    if meeting and not next_on:
        due_on = plus(later(started_on, row["last_meeting_on"]), meeting)
        lead = min(14, int(span(meeting) / 4))
        act_by = workday_on_or_before(due_on - timedelta(days=lead))
        found += judged(due_on, act_by, meeting, f"meeting every {meeting}, not booked", today)
    if update:
        base = later(started_on, row["last_reach_on"])
        due_on = plus(base, update)
        act_by = workday_on_or_before(due_on)
        act_by = act_by if act_by > base else due_on
        found += judged(due_on, act_by, update, f"no word since {base}, every {update}", today)
    return found


def judged(due_on: date, act_by: date, interval: str, reason: str, today: date) -> list[tuple]:
    """Return the item if it is due."""
    if today > due_on:
        return [("overdue", -(today - due_on).days / span(interval), reason)]
    return [("due", due_on.toordinal(), reason)] if act_by <= today else []


@app.command()
def due(
    db: Annotated[str, typer.Option(envvar="CLIENTPULSE_DB", help="The store.")],
    limit: Annotated[int, typer.Option(help="How many clients to show.")] = 50,
) -> None:
    """Show whom to contact today."""
    today = date.today()  # noqa: DTZ011  a person's day is the local one
    connection = sqlite3.connect(db)
    connection.row_factory = sqlite3.Row
    unlogged: dict[int, list[str]] = {}
    for client_id, planned in connection.execute(UNLOGGED, {"today": today.isoformat()}):
        unlogged.setdefault(client_id, []).append(planned)
    listed = []
    for row in connection.execute(FACTS, {"today": today.isoformat()}):
        found = items(row, unlogged.get(row["id"], []), today)
        if found:
            found.sort(key=lambda item: (ORDER[item[0]], item[1]))
            listed.append((ORDER[found[0][0]], found[0][1], row["name"], row, found))
    connection.close()
    listed.sort(key=lambda entry: entry[:3])

    table = Table(title=f"{len(listed)} clients to contact on {today}")
    for heading in ("Status", "Client", "Why", "Last contact", "Do"):
        table.add_column(heading)
    for _, _, name, row, found in listed[:limit]:
        table.add_row(
            found[0][0],
            Text(name),
            "\n".join(item[2] for item in found),
            row["last_reach_on"] or "never",
            f"log {row['key']} -c {row['prefers'] or 'email'}",
        )
    Console().print(table)
    if len(listed) > limit:
        print(f"and {len(listed) - limit} more")


if __name__ == "__main__":
    app()
