"""The two shapes of a command: one reads and shows, the other writes and answers.

A command's function takes the session and its own parameters, and returns what is to be said. The
options of its shape, the format it is said in and the saying are added here, the same for all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

import typer

from clientpulse import output
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Format, Json, WroteJson
from clientpulse.output.layout.screen import Screen, V


@dataclass(frozen=True, slots=True)
class Shown(Generic[V]):
    """What a reading command shows: a view, and the screen it is shown on."""

    screen: Screen[V]
    view: V


@dataclass(frozen=True, slots=True)
class Answer:
    """What a writing command answers.

    Attributes:
        fields: What was written, under its noun, for JSON.
        lines: The same in words.
    """

    fields: Mapping[str, Any]
    lines: Iterable[str]


def group(help: str, cls: type[PulseGroup] = PulseGroup, *, bare: bool = False) -> typer.Typer:  # noqa: A002  as Typer names it
    """Make a group of commands; without arguments it shows its help, or does something if bare."""
    return typer.Typer(
        cls=cls, rich_markup_mode=None, add_completion=False, no_args_is_help=not bare, help=help
    )


def reading(app: typer.Typer, name: str | None = None) -> Callable[[Any], Any]:
    """Add a command that reads; it takes ``--format`` and ``--json`` as well."""

    def add(function: Callable[..., Shown[Any]]) -> Callable[..., Shown[Any]]:
        def run(ctx: typer.Context, /, *, form: str, json: bool, **typed: Any) -> None:
            form = output.choose(form, json)
            work = session(ctx)
            shown = function(work, **typed)
            work.show(shown.screen, shown.view, form)

        options = [_option("form", Format, "table"), _option("json", Json, False)]
        _register(app, name, function, run, options)
        return function

    return add


def writing(app: typer.Typer, name: str | None = None) -> Callable[[Any], Any]:
    """Add a command that writes; it takes ``--json`` as well."""

    def add(function: Callable[..., Answer]) -> Callable[..., Answer]:
        def run(ctx: typer.Context, /, *, json: bool, **typed: Any) -> None:
            work = session(ctx)
            answer = function(work, **typed)
            command = "-".join(ctx.command_path.split()[1:])
            work.answer(command, answer.fields, answer.lines, json)

        _register(app, name, function, run, [_option("json", WroteJson, False)])
        return function

    return add


def _option(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _register(
    app: typer.Typer,
    name: str | None,
    function: Callable[..., Any],
    run: Callable[..., None],
    options: list[inspect.Parameter],
) -> None:
    """Hand a command to Typer, which reads its parameters from a signature."""

    def command(**typed: Any) -> None:
        run(typed.pop("ctx"), **typed)

    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    context = _option("ctx", typer.Context, inspect.Parameter.empty)
    parameters = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (context, *own, *options)
    ]
    vars(command)["__signature__"] = inspect.Signature(parameters)
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    app.command(name, cls=PulseCommand)(command)
