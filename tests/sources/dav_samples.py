"""What the tests of servers put there and ask for."""

from datetime import UTC, date

from clientpulse.config.sources import Source
from clientpulse.sources.gathered import Window

TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2027, 11, 28), UTC, TODAY)


def event(uid, day="20261201", title="Review"):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "BEGIN:VEVENT"]
    lines += [f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART:{day}T100000Z"]
    lines += [f"DTEND:{day}T110000Z", f"SUMMARY:{title}", "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def card(uid, name="Ann Lee"):
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", f"N:;{name};;;", "END:VCARD"]
    return "\r\n".join([*lines, ""])


def source(url, kind="calendar", **more):
    return Source("work", kind, url=url, **more)


def signed_in(url, kind="calendar", password="correct horse", **more):
    return source(url, kind, user="sam", password_command=f"echo {password}", **more)
