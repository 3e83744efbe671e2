"""The names of the days of the week, as typed and as configured."""

from __future__ import annotations

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Either the whole name or its first three letters.
WEEKDAY_OF = {form: n for n, name in enumerate(WEEKDAYS) for form in (name, name[:3])}
