"""The options that every command takes, before or after its name."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, fields, replace
from typing import Any

from clientpulse.errors import InputError


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """The options that every command takes, before or after its name."""

    db: str | None = None
    today: str | None = None
    demo: bool = False
    no_color: bool = False
    no_input: bool = False
    debug: bool = False
    no_pager: bool = False

    def also(self, others: GlobalOptions | None) -> GlobalOptions:
        """Add what was given elsewhere on the command line; what is set here wins."""
        if not isinstance(others, GlobalOptions):
            return self
        unset = (None, False)
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(others, **{name: value for name, value in own.items() if value not in unset})


FLAGS = {
    "--demo": "demo",
    "--no-color": "no_color",
    "--no-input": "no_input",
    "--debug": "debug",
    "--no-pager": "no_pager",
}
VALUED = {"--db": "db", "--today": "today"}


def take_global_options(
    arguments: list[str], valued: Set[str]
) -> tuple[list[str], GlobalOptions | None]:
    """Take the global options out of a command's arguments.

    Args:
        arguments: As typed behind the command's name.
        valued: The command's own options that take a value, which may look like an option.

    Returns:
        The command's own arguments, and the global options if there were any.

    Raises:
        InputError: A global option lacks its value.
    """
    own: list[str] = []
    found: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--":
            own += [argument, *rest]
        elif argument in FLAGS:
            found[FLAGS[argument]] = True
        elif name in VALUED:
            given = value if equals else next(rest, None)
            if given is None:
                raise InputError(f"option {name} needs a value", "see 'pulse --help'")
            found[VALUED[name]] = given
        elif argument in valued:
            own += [argument, *(one for one in [next(rest, None)] if one is not None)]
        else:
            own.append(argument)
    return own, GlobalOptions(**found) if found else None
