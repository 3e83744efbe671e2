"""The two shapes of a command: one reads and shows, the other writes and answers.

A command's function takes the session and its own parameters, and returns what is to be said. The
options of its shape, the format it is said in and the saying are added here, the same for all. A
function that has a parameter named like one of these options is told its value.

Options that commands share are the fields of a ``TypedDict`` (PEP 692): a function that takes
``**typed: Unpack[Fields]`` has them all, and gets those that were typed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, get_args, get_type_hints

import typer

from clientpulse import output
from clientpulse.cli.app.context import Session, session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Format, Json, WroteJson
from clientpulse.errors import ExitCode
from clientpulse.output.layout.screen import Screen, V


@dataclass(frozen=True, slots=True)
class Shown(Generic[V]):
    """What a reading command shows: a view, and the screen it is shown on."""

    screen: Screen[V]
    view: V
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a writing command answers.

    Attributes:
        fields: What was written, under its noun, for JSON.
        lines: The same in words.
    """

    fields: Mapping[str, Any]
    lines: Iterable[str]
    exit_code: ExitCode = ExitCode.DONE


def group(help: str, cls: type[PulseGroup] = PulseGroup, *, bare: bool = False) -> typer.Typer:  # noqa: A002  as Typer names it
    """Make a group of commands; without arguments it shows its help, or does something if bare."""
    return typer.Typer(
        cls=cls, rich_markup_mode=None, add_completion=False, no_args_is_help=not bare, help=help
    )


def reading(
    app: typer.Typer | None = None, name: str | None = None, *, hidden: bool = False
) -> Callable[[Any], Any]:
    """Make a command that reads, and add it to its group; it takes ``--format`` and ``--json``.

    One that was told to write as well returns an ``Answer`` then.
    """

    def make(function: Callable[..., Shown[Any] | Answer]) -> Callable[..., int]:
        def run(work: Session, *, form: str, json: bool, **typed: Any) -> int:
            form = output.choose(form, json)
            said = _called(function, work, typed, form=form)
            if isinstance(said, Shown):
                work.show(said.screen, said.view, form)
            else:
                work.answer(said.fields, said.lines, form == "json")
            return int(said.exit_code)

        options = [_option("form", Format, "table"), _option("json", Json, False)]
        return _made((app, name, hidden), function, run, options)

    return make


def writing(
    app: typer.Typer | None = None, name: str | None = None, *, hidden: bool = False
) -> Callable[[Any], Any]:
    """Make a command that writes, and add it to its group; it takes ``--json``.

    One that has said everything itself returns None; one that had nothing to write, ``Shown``.

    Args:
        hidden: It is an older name, which no help lists.
    """

    def make(function: Callable[..., Answer | Shown[Any] | None]) -> Callable[..., int]:
        def run(work: Session, *, json: bool, **typed: Any) -> int:
            answer = _called(function, work, typed, json=json)
            if answer is None:
                return int(ExitCode.DONE)
            if isinstance(answer, Shown):
                work.show(answer.screen, answer.view, "json" if json else "table")
                return int(answer.exit_code)
            work.answer(answer.fields, answer.lines, json)
            return int(answer.exit_code)

        return _made((app, name, hidden), function, run, [_option("json", WroteJson, False)])

    return make


def function_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command's own function, for those who have a session already, and no command line.

    It takes the session, and what is typed in the form that Typer gives it.
    """
    function: Callable[..., Any] = vars(command)["__wrapped__"]
    return function


def _called(function: Callable[..., Any], work: Session, typed: dict[str, Any], **told: Any) -> Any:
    """Call a command's function with what was typed, and what it wants to be told."""
    wanted = inspect.signature(function).parameters
    return function(work, **typed, **{name: told[name] for name in told if name in wanted})


def _option(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _made(
    place: tuple[typer.Typer | None, str | None, bool],
    function: Callable[..., Any],
    run: Callable[..., int],
    options: list[inspect.Parameter],
) -> Callable[..., int]:
    """Make a command that Typer can read, since it has its parameters in its signature."""
    app, name, hidden = place
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    shared = [option for one in own if one.kind is one.VAR_KEYWORD for option in _fields_of(one)]
    added = {one.name for one in options}

    def command(ctx: typer.Context, **typed: Any) -> int:
        for one in shared:
            if typed[one.name] is None:
                del typed[one.name]
        return run(session(ctx), **typed)

    parameters = [
        _option("ctx", typer.Context, inspect.Parameter.empty),
        *(
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for one in own
            if one.kind is not one.VAR_KEYWORD and one.name not in added
        ),
        *shared,
        *options,
    ]
    vars(command)["__wrapped__"] = function
    vars(command)["__signature__"] = inspect.Signature(parameters)
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    if app is not None:
        app.command(name, cls=PulseCommand, hidden=hidden)(command)
    return command


def _fields_of(parameter: inspect.Parameter) -> Iterator[inspect.Parameter]:
    """Read the options that a ``TypedDict`` behind ``**`` stands for."""
    (fields,) = get_args(parameter.annotation)
    for name, annotation in get_type_hints(fields, include_extras=True).items():
        kind, *said = get_args(annotation)
        yield _option(name, Annotated[kind | None, *said], None)
