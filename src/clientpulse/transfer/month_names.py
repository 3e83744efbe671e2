"""The names of months and weekdays in the languages that exports come in.

English, German, French, Italian, Spanish, Dutch, Portuguese and Polish; without accents, in small
letters. What begins a name is read as the name: ``sept``, ``janv``, ``kwi``.
"""

from __future__ import annotations

_MONTHS = (
    "january januar janner janvier gennaio enero januari janeiro styczen stycznia",
    "february februar fevrier febbraio febrero februari fevereiro luty lutego",
    "march marz maerz mrz mars marzo maart mrt marco marzec marca",
    "april avril aprile abril kwiecien kwietnia",
    "may mai maggio mayo mei maio maj maja",
    "june juni juin giugno junio junho czerwiec czerwca",
    "july juli juillet luglio julio julho lipiec lipca",
    "august aout agosto augustus sierpien sierpnia",
    "september septembre settembre septiembre setiembre setembro wrzesien wrzesnia",
    "october oktober octobre ottobre octubre outubro pazdziernik pazdziernika",
    "november novembre noviembre novembro listopad listopada",
    "december dezember decembre dicembre diciembre dezembro grudzien grudnia",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunedi martedi mercoledi giovedi venerdi sabato domenica"
    " lunes martes miercoles jueves viernes sabado domingo"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " segunda terca quarta quinta sexta"
    " poniedzialek wtorek sroda czwartek piatek pt sobota niedziela"
)
_SHORTEST_MONTH, _SHORTEST_WEEKDAY = 3, 2


def _beginnings(name: str, shortest: int) -> set[str]:
    return {name[:end] for end in range(min(shortest, len(name)), len(name) + 1)}


def _months() -> dict[str, int]:
    meant: dict[str, set[int]] = {}
    for number, names in enumerate(_MONTHS, 1):
        for name in names.split():
            for begin in _beginnings(name, _SHORTEST_MONTH):
                meant.setdefault(begin, set()).add(number)
    return {begin: next(iter(of)) for begin, of in meant.items() if len(of) == 1}


MONTH_OF = _months()
"""The number of a month by its name or what begins it, where no other month begins so."""

WEEKDAYS = frozenset(
    begin for name in _WEEKDAYS.split() for begin in _beginnings(name, _SHORTEST_WEEKDAY)
)
"""The weekdays, and what begins them; which one it is doesn't matter to a date."""
