"""Whether what somebody typed means one thing, several, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from clientpulse.errors import AmbiguousError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.cadence.traits import Trait
    from clientpulse.services.lookup.clients import Found

SHOWN_MATCHES = 6

Fitting = TypeVar("Fitting")
Keyed = TypeVar("Keyed", "Found", "Trait")


def folded(text: str) -> str:
    """Bring a text to the form it is compared in; see ``comparing.folded``."""
    from clientpulse import comparing  # noqa: PLC0415  a key at the TAB needs none of it

    return comparing.folded(text)


def is_tag(who: str | None) -> TypeGuard[str]:
    """Say whether many clients are meant, by their tag: ``@retail``."""
    return who is not None and who.startswith("@")


def only_one(
    typed: str,
    nouns: str,
    ways: Iterable[Sequence[Fitting]],
    shown: Callable[[Sequence[Fitting]], str],
    hint: str = "be more precise",
) -> Fitting | None:
    """Return what fits by the first way in which anything fits; None where nothing does.

    Args:
        nouns: What they are, for the message: ``clients``.
        ways: What fits, by ever looser ways of fitting.
        shown: Names a few of them.
        hint: How to say which one is meant.

    Raises:
        AmbiguousError: Several fit.
    """
    fits = next(filter(None, ways), ())
    if len(fits) > 1:
        error = AmbiguousError(
            f"{named(typed)} matches {len(fits)} {nouns}", f"{hint}: {shown(fits)}"
        )
        error.found = fits
        raise error
    return fits[0] if fits else None


def ways_to_match(group: Sequence[Keyed], wanted: str) -> Iterator[Sequence[Keyed]]:
    """Give what fits by its key or its name, by ever looser ways: at last accents don't matter.

    Args:
        wanted: What was typed, folded.
    """
    forms = [(one, folded(one.key), folded(one.name)) for one in group]
    yield from _ways(forms, wanted)
    from clientpulse.comparing import without_accents  # noqa: PLC0415  where nothing fits as typed

    plain = [(one, key, without_accents(name)) for one, key, name in forms]
    yield from _ways(plain, without_accents(wanted))


def _ways(forms: Sequence[tuple[Keyed, str, str]], wanted: str) -> Iterator[Sequence[Keyed]]:
    yield [one for one, key, _ in forms if key == wanted]
    yield [one for one, _, name in forms if name == wanted]
    yield [one for one, key, name in forms if key.startswith(wanted) or name.startswith(wanted)]
    yield [one for one, key, name in forms if wanted in key or wanted in name]
