"""What a tool takes, read from its function's signature: for the agent, and to check a call by."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from clientpulse.errors import InputError
from clientpulse.quoting import named

LONGEST_TEXT, MOST_TEXTS = 20_000, 50
"""No value that a tool stores is longer; what is, isn't looked at any further."""

GREATEST = 1_000_000


class CallError(InputError):
    """A call can't be answered as it is; the words are ours, and quote nothing that was stored.

    Its hint is for the agent; without one it is to correct the arguments.
    """


@dataclass(frozen=True, slots=True)
class About:
    """What an agent is told of a parameter.

    Attributes:
        choices: The only values there are.
    """

    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a tool; its kind is ``str``, ``int``, ``bool`` or a list of texts."""

    name: str
    kind: type
    about: About
    needed: bool

    def schema(self) -> dict[str, Any]:
        """Return it as JSON Schema says it."""
        types: dict[type, dict[str, Any]] = {
            str: {"type": "string"},
            int: {"type": "integer", "minimum": 0},
            bool: {"type": "boolean"},
            list: {"type": "array", "items": {"type": "string"}},
        }
        choices = {"enum": list(self.about.choices)} if self.about.choices else {}
        return {**types[self.kind], **choices, "description": self.about.text}

    def checked(self, value: Any) -> Any:
        """Return a value of its kind.

        Raises:
            CallError: The value is of another.
        """
        if self.kind is list and isinstance(value, list):
            if len(value) > MOST_TEXTS:
                raise CallError(f"{self.name}: that is more than {MOST_TEXTS} texts")
            return [self._text(one) for one in value]
        if self.kind is str:
            text = self._text(value)
            if self.about.choices and text not in self.about.choices:
                raise CallError(f"{self.name}: use one of {', '.join(self.about.choices)}")
            return text
        if type(value) is not self.kind:
            kinds = {int: "a whole number", bool: "true or false", list: "a list of texts"}
            raise CallError(f"{self.name} has to be {kinds[self.kind]}")
        if isinstance(value, int) and not 0 <= value <= GREATEST:
            raise CallError(f"{self.name} has to be between 0 and {GREATEST:,}")
        return value

    def _text(self, value: Any) -> str:
        if type(value) is int:  # the numbers of what is open look like it
            value = str(value)
        if not isinstance(value, str):
            raise CallError(f"{self.name} has to be text")
        if len(value) > LONGEST_TEXT:
            raise CallError(f"{self.name}: that is more than {LONGEST_TEXT:,} characters")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise CallError(f"{self.name} holds half a character, which is no text") from None
        return value


def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Read the parameters of a tool's function, behind the first one."""
    _, *taken = inspect.signature(function, eval_str=True).parameters.values()
    return tuple(map(_parameter, taken))


def _parameter(one: inspect.Parameter) -> Parameter:
    annotation, about = get_args(one.annotation)
    kind = next(
        (each for each in get_args(annotation) if each is not type(None)),
        annotation,
    )
    if get_origin(annotation) is list or get_origin(kind) is list:
        kind = list
    return Parameter(one.name, kind, about, one.default is one.empty)


def schema(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """Return what a tool takes as a JSON Schema."""
    needed = [one.name for one in parameters if one.needed]
    return {
        "type": "object",
        "properties": {one.name: one.schema() for one in parameters},
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def checked(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a call's arguments as the tool's function takes them; null is the same as none.

    Raises:
        CallError: One is missing, unknown or of another kind.
    """
    known = {one.name for one in parameters}
    for name in given:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise CallError(f"there is no parameter {named(name)}; {takes}")
    found = {}
    for one in parameters:
        value = given.get(one.name)
        if value is not None:
            found[one.name] = one.checked(value)
        elif one.needed:
            raise CallError(f"{one.name} is missing: {one.about.text}")
    return found
