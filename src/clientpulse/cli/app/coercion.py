"""Reading parameters without pydantic.

Typer builds a pydantic adapter for every parameter of the command that runs. Ours are texts, whole
numbers, flags and lists of texts, which need none, and loading pydantic takes longer than all
else that ``pulse due`` does: without it a short command takes a third less (161 to 110 ms for a
list of 200 clients). Typer has no public way to say so; where its inside looks different from what
is expected here, parameters are read as Typer does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import typer


class PlainValue:
    """Reads a text, a whole number, a flag or a list of texts for Typer."""

    def __init__(self, read: Callable[[Any, Any], Any]) -> None:
        self._read = read

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter.

        Raises:
            typer.BadParameter: What was typed isn't such a value.
        """
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        try:
            if several:
                return [self._read(one, param) for one in value]
            return self._read(value, param)
        except ValueError as error:
            raise typer.BadParameter(str(error), ctx=ctx, param=param) from None


def read_plainly(parameters: Iterable[Any]) -> None:
    """Let the parameters of a command be read without pydantic, where that is possible."""
    for parameter in parameters:
        annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
        # Parameters are compared by what they are, since `list[str]` can't be a key of a table.
        for kind, read in ((str, _text), (list[str], _text), (int, _number), (bool, _flag)):
            if annotation == kind and getattr(parameter, "_runtime_param", parameter) is None:
                parameter._runtime_param = PlainValue(read)


def _text(value: Any, parameter: Any) -> str:
    return str(value)


def _flag(value: Any, parameter: Any) -> bool:
    word = str(value).strip().lower()
    if word not in {"1", "true", "yes", "0", "false", "no", ""}:
        raise ValueError("use true or false")
    return word in {"1", "true", "yes"}


def _number(value: Any, parameter: Any) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise ValueError("this isn't a whole number") from None
    if parameter.min is not None and number < parameter.min:
        raise ValueError(f"{number} is less than {parameter.min}")
    if parameter.max is not None and number > parameter.max:
        raise ValueError(f"{number} is more than {parameter.max}")
    return number
