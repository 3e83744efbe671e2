"""Which mistake an apology owns, and whether enough is known to write it."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import in_short
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, NotFoundError
from clientpulse.quoting import shell_word
from clientpulse.records import Mistake
from clientpulse.services.lookup import Found
from clientpulse.services.open_things import choosing, kinds
from clientpulse.store import queries
from clientpulse.store.reader import Reader


def mistake_to_own(
    reader: Reader, today: date, client: Found, typed: str | None
) -> tuple[Mistake, list[str]]:
    """Return the mistake to apologise for: the one that was named, or the first untold one.

    Of several untold ones it is the one that was entered first, which ``due`` names too.

    Args:
        typed: Its number, or words of it.

    Returns:
        The mistake, and what to tell whoever writes the apology, a sentence each.

    Raises:
        ConflictError: There is nothing to own up to, or no fix was written down yet.
    """
    known = _known(reader, client)
    untold = [one for one in known if one.told_on is None]
    if typed is not None:
        ref = choosing.one_by_option(reader, kinds.MISTAKE, client, typed, today, "--mistake")
        mistake_id = int(ref)
        chosen = next((one for one in known if one.id == mistake_id), None)
        if chosen is None:
            raise NotFoundError(
                f"{client.key} has no mistake {mistake_id}",
                f"for their numbers: pulse mistake list {shell_word(client.key)} --all",
            )
    elif untold:
        chosen = untold[0]
    else:
        raise ConflictError(
            f"there is no mistake that {client.key} wasn't told of",
            f"write it down first: pulse mistake {shell_word(client.key)} what went wrong",
        )
    _check(chosen)
    return chosen, _remarks(chosen, untold if typed is None else [])


def _check(mistake: Mistake) -> None:
    missing = [
        (column, said)
        for column, said in (("what", "what happened"), ("fix", "the fix"))
        if not (getattr(mistake, column) or "").strip()
    ]
    if not missing:
        return
    options = " ".join(f'--{column} "..."' for column, _ in missing)
    raise ConflictError(
        f"mistake {mistake.id} isn't ready to be told: {' and '.join(said for _, said in missing)}"
        f" {'is' if len(missing) == 1 else 'are'} missing",
        f"prepare first: pulse mistake edit {mistake.id} {options}",
    )


def _remarks(chosen: Mistake, untold: list[Mistake]) -> list[str]:
    remarks = []
    if len(untold) > 1:
        others = ", ".join(str(one.id) for one in untold if one.id != chosen.id)
        remarks.append(
            f"It is about mistake {chosen.id}, the first of {len(untold)} that weren't told;"
            f" another: --mistake {others}"
        )
    if chosen.told_on is not None:
        remarks.append(f"Mistake {chosen.id} was told already, on {long_date(chosen.told_on)}.")
    return remarks


def refuse_untold(reader: Reader, client: Found) -> None:
    """Refuse to write as if nothing had happened.

    Raises:
        ConflictError: There is a mistake that the client doesn't know of.
    """
    for one in _known(reader, client):
        if one.told_on is None:
            raise ConflictError(
                f"{client.key} doesn't know of a mistake yet: {in_short(one.what)} ({one.id})",
                f"tell them first: pulse draft apology {shell_word(client.key)}; or write it"
                " --anyway",
            )


def _known(reader: Reader, client: Found) -> list[Mistake]:
    """Return the open mistakes about a client, the first one entered first."""
    found = queries.mistakes.select(reader, client_id=client.id)
    return sorted(found, key=lambda one: (one.entered_on, one.id))
