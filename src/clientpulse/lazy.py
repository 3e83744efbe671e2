"""Packages that hand their modules out when they are asked for.

A command says at its top which packages it uses, ``from clientpulse import services``, and loads of
them what it runs: ``services.mistakes`` is imported where it is first named. A package that does so
names its modules for type checkers and takes ``__getattr__`` from here (PEP 562).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from typing import Any


def modules_of(package: str, names: Collection[str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package.

    Args:
        package: Its name.
        names: Its modules.
    """

    def load(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return importlib.import_module(f"{package}.{name}")

    return load


def names_of(package: str, places: dict[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that hands out what its modules hold.

    Args:
        package: Its name.
        places: By name, the module that holds it.
    """

    def load(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{places[name]}"), name)

    return load
