"""The days and the times of day that people type, and how a day is written.

Case and runs of blanks don't matter, and only ASCII is read. What doesn't follow this small grammar
is refused with examples; nothing is ever guessed.

====================  ===============================================================
ISO                   ``2026-11-21``
named                 ``today`` ``yesterday`` ``tomorrow``, ``next week`` (its Monday)
end of the month      ``eom`` ``end of month``
weekday               ``fri`` ``friday``, ``on fri``, ``last fri``, ``next fri``
counted               ``3 days ago`` ``3d ago`` ``a week ago`` ``in 2 weeks`` ``+2w`` ``-3d``
counted, planning     ``2 weeks``
day and month         ``1 nov`` ``nov 1`` ``1 November 2025`` ``nov 1, 2025`` ``5th dec``
with its weekday      ``Fri 20 Nov`` ``Fri 4 Dec 2026`` ``Fri 4 Dec (in 2 weeks)``
numeric               ``21.11.2026`` ``11/21/2026`` ``21-11-2026``, if it has one reading
year first            ``2026/11/21`` ``2026.11.21``, with ``date_order = "ymd"`` only
time of day           ``14:30`` ``9:00`` ``2pm`` ``2:30pm``, before or behind the day
====================  ===============================================================
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.dates.grammar import Prefer, by_name
    from clientpulse.dates.in_words import split_date, split_span
    from clientpulse.dates.reading import parse_date, parse_time, parse_when
    from clientpulse.dates.writing import long_date

PLACES = {
    "grammar": ("Prefer", "by_name"),
    "in_words": ("split_date", "split_span"),
    "reading": ("parse_date", "parse_time", "parse_when"),
    "writing": ("long_date",),
}
"""By module, the names that it holds."""

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
