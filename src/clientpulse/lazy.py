"""Packages that hand their modules out when they are asked for.

A command says at its top which packages it uses, ``from clientpulse import services``, and loads of
them what it runs: ``services.mistakes`` is imported where it is first named. A package that does so
names its modules for type checkers and takes ``__getattr__`` from here (PEP 562).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def modules_of(package: str) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that hands out its modules."""

    def load(name: str) -> Any:
        module = f"{package}.{name}"
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
        raise _missing(package, name)

    return load


def names_of(package: str, places: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that hands out what its modules hold.

    Args:
        places: By module, the names that it holds.
    """

    def load(name: str) -> Any:
        for module, names in places.items():
            if name in names:
                return getattr(importlib.import_module(f"{package}.{module}"), name)
        raise _missing(package, name)

    return load


def _missing(package: str, name: str) -> AttributeError:
    return AttributeError(f"module {package!r} has no attribute {name!r}")
