"""Fill in one template and end: run as a program of its own, which knows nothing but its input.

It is started with the path of this file and imports Jinja2 alone, so it can be stopped at any
moment and can't use more than its share. It reads the module path as a JSON line, says ``ready``,
reads the template and the values as another, and answers with one: ``text``, or ``error``, ``hint``
and the ``line`` it is about.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Any

MEMORY = 64 * 1024 * 1024
MEMORY_TO_EXPLAIN = 16 * 1024 * 1024
SECONDS = 2.0
CPU_SECONDS = 3
LARGEST_TEXT = 1024 * 1024  # bytes, as UTF-8
LONGEST_PRODUCT = 100_000
GREATEST_POWER = 64
SHOWN = 300

# What a template could name once, and what to say to those that still do.
GONE = {
    ("conversation", "note"): (
        "a note is yours alone, and never in a letter\n"
        "what was agreed is in conversation.agreed, promises and asks:"
        " take the note out of the template"
    ),
    ("occasion", "what"): (
        "a reminder is a note to yourself, and never in a letter\n"
        "its day is in occasion.day: take the text out of the template,"
        " and say it in your own words with --edit"
    ),
}

# A line of nothing but a tag leaves no line behind; a tag at the end of another line leaves the
# line's end alone. Jinja2 by itself knows only both or neither.
ONLY_A_TAG = re.compile(r"[ \t]*\{[%#](?:(?![%#]\}).)*[%#]\}[ \t]*")
TAG_AT_THE_END = re.compile(r"(?<![-+])([%#]\})[ \t]*$")


class TooMuchError(Exception):
    """The template asks for something that is too large."""


class WrongTemplateError(Exception):
    """The template has a mistake that can be seen without filling it in.

    Args:
        message: What is wrong, and on a line of its own what to do.
    """

    def __init__(self, message: str, lineno: int) -> None:
        super().__init__(message)
        self.lineno = lineno


class TooLongError(BaseException):
    """The template takes too long; nothing inside it may catch this."""


def main() -> None:
    """Answer one request."""
    sys.path[:] = json.loads(sys.stdin.buffer.readline())
    environment = build_environment()
    limit()
    say("ready\n")
    say(answer(environment, sys.stdin.buffer.readline()))


def answer(environment: Any, request: bytes) -> str:
    """Answer a request: with what the template makes, or with what is wrong."""
    asked = json.loads(request)
    try:
        if asked["html"]:
            write_html(environment)
        made = {"text": fill_in(environment, asked["source"], asked["values"])}
    except MemoryError as error:
        made = too_much("it needs more than 64 MiB of memory", error)
    except RecursionError as error:
        made = too_much("it is nested too deeply, or calls itself without end", error)
    except TooLongError as error:
        made = too_much("it takes longer than two seconds", error)
    except Exception as error:
        made = explained(error)
    return json.dumps(made)


def too_much(message: str, error: BaseException) -> dict[str, Any]:
    """Answer that the template wants more than there is."""
    return problem(message, "make it do less", getattr(error, "lineno", None))


def say(text: str) -> None:
    """Write to whoever started us."""
    sys.stdout.buffer.write(text.encode("ascii"))
    sys.stdout.buffer.flush()


def build_environment() -> Any:
    """Return an environment in which a template reaches the values it is given and nothing else."""
    places: dict[int, str] = {}
    names: list[str] = []
    missing = missing_class(places, names)
    environment = sandbox_class(places, missing)(
        undefined=missing,
        autoescape=False,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals = {"range": environment.globals["range"]}
    del environment.filters["attr"]
    environment.filters["sentence"] = sentence
    environment.clientpulse = (places, names)
    return environment


def write_html(environment: Any) -> None:
    """Let every value come out as text in HTML, and leave a template no way round it."""
    environment.autoescape = True
    del environment.filters["safe"]


def missing_class(places: dict[int, str], names: list[str]) -> Any:
    """Return what stands for a name that there isn't.

    Args:
        places: The name of each group of values, by its identity.
    """
    from jinja2 import StrictUndefined
    from jinja2.utils import missing

    class Missing(StrictUndefined):
        """A name that there isn't: using it is an error that says which ones there are."""

        # Jinja2 has no public way to put it in other words; a test holds it to this one.
        @property
        def _undefined_message(self) -> str:
            name = self._undefined_name
            if self._undefined_hint:
                return str(self._undefined_hint)
            if self._undefined_obj is missing:
                return f"there is no name {name!r}\nthe names are {', '.join(names)}"
            where = places.get(id(self._undefined_obj))
            if where is not None and name is not None and (where, name) in GONE:
                return GONE[where, name]
            if where is not None:
                there = ", ".join(sorted(self._undefined_obj))
                return f"{where} has no {name!r}\nit has {there}"
            if self._undefined_obj is None:
                return (
                    f"{name!r} is asked of something that is empty here\n"
                    "put it between {% if ... %} and {% endif %}"
                )
            return f"a {type(self._undefined_obj).__name__} has no {name!r}"

    return Missing


def sandbox_class(places: dict[int, str], missing: Any) -> Any:
    """Return the environment's class.

    Args:
        places: The name of each group of values, by its identity.
    """
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Reads a value's own names first, and refuses products that would fill the memory."""

        intercepted_binops = frozenset({"*", "**"})

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, missing):
                obj._fail_with_undefined_error()
            if isinstance(obj, dict):
                if attribute in obj:
                    return obj[attribute]
                if id(obj) in places and not attribute.startswith("_"):
                    return self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

        def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
            return self.undefined(f"{attribute!r} is out of a template's reach", name=attribute)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" and not (
                isinstance(right, int | float) and abs(right) <= GREATEST_POWER
            ):
                raise TooMuchError("a power is too great")
            for one, other in ((left, right), (right, left)):
                if (
                    operator == "*"
                    and isinstance(one, str | list | tuple)
                    and isinstance(other, int)
                    and len(one) * other > LONGEST_PRODUCT
                ):
                    raise TooMuchError("a text or a list is repeated too often")
            return super().call_binop(context, operator, left, right)

    return Sandbox


def sentence(text: Any) -> str:
    """End a text with a full stop, unless it ends somehow already."""
    ended = str(text).rstrip()
    # What stands in brackets or quotes at the end may end the sentence: so does :) by itself.
    inside = ended.rstrip(")]\"'”’»“")
    return ended if not inside or inside[-1] in ".!?…:;" else f"{ended}."


def limit() -> None:
    """Let this process have little more memory and time from now on, where the system can."""

    def stop(number: int, frame: Any) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, stop)
    try:
        import resource
    except ImportError:
        return
    try:
        used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (used, used + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  pathlib costs 5 ms
            size = int(file.read().split()[0]) * resource.getpagesize()
        most = size + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most + MEMORY_TO_EXPLAIN))
    except (OSError, ValueError):
        # Not every system counts all of it; the time on the wall ends it everywhere.
        return


def stop_in(seconds: float) -> None:
    """Let the template be stopped after so long; 0 lets it be."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def make_room() -> None:
    """Let this process have a little more memory: to say what went wrong takes some."""
    try:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError):
        return


def fill_in(environment: Any, source: str, values: dict[str, Any]) -> str:
    """Return what a template makes of the values."""
    return written(template_of(environment, source, values), values)


def template_of(environment: Any, source: str, values: dict[str, Any]) -> Any:
    """Return a template that is ready to be filled in, however often, with such values."""
    from jinja2 import nodes

    _, names = environment.clientpulse
    names[:] = sorted(values)
    prepared = "\n".join(map(keep_the_line_end, source.split("\n")))
    tree = environment.parse(prepared)
    others = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    for found in tree.find_all(others):
        raise WrongTemplateError("a template can't take in another file", found.lineno)
    for found in tree.find_all(nodes.EvalContextModifier) if environment.autoescape else ():
        raise WrongTemplateError("a template can't change how values are escaped", found.lineno)
    check_names(tree, values)
    return environment.from_string(tree)


def written(template: Any, values: dict[str, Any]) -> str:
    """Fill a template in."""
    places, _ = template.environment.clientpulse
    # Those of another letter are gone, and something new may have the identity of one of them.
    places.clear()
    remember(values, places)
    writing = template.root_render_func(template.new_context(values))
    stop_in(SECONDS)
    try:
        return collected(writing)
    except BaseException as error:
        stop_in(0)
        make_room()
        # Between two pieces, none of the template's lines is running: it waits in its frame.
        waiting = writing.gi_frame
        line = waiting.f_lineno if waiting is not None else last_line(error.__traceback__)
        error.lineno = template.get_corresponding_lineno(line)  # type: ignore[attr-defined]
        raise
    finally:
        stop_in(0)


def collected(writing: Iterable[str]) -> str:
    """Put the pieces together, as long as they are no more than a letter needs."""
    pieces, size = [], 0
    for piece in writing:
        size += len(piece.encode("utf-8", "surrogatepass"))
        if size > LARGEST_TEXT:
            raise TooMuchError("it writes more than 1 MiB")
        if piece:
            pieces.append(piece)
    return "".join(pieces)


def check_names(tree: Any, values: dict[str, Any]) -> None:
    """Look for names that there aren't, also where this letter doesn't need them."""
    from jinja2 import nodes
    from jinja2.meta import find_undeclared_variables

    unknown = find_undeclared_variables(tree) - values.keys() - {"range"}
    # Who asks whether there is such a name knows that there may be none.
    for asked in tree.find_all((nodes.Test, nodes.Filter)):
        if asked.node is not None and asked.name in {"defined", "undefined", "default", "d"}:
            unknown -= {one.name for one in asked.node.find_all(nodes.Name)}
            unknown -= {getattr(asked.node, "name", "")}
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            there = f"the names are {', '.join(sorted(values))}"
            raise WrongTemplateError(f"there is no name {name.name!r}\n{there}", name.lineno)


def keep_the_line_end(line: str) -> str:
    """Keep a line's end behind a tag, unless there is nothing but the tag."""
    return line if ONLY_A_TAG.fullmatch(line) else TAG_AT_THE_END.sub(r"+\1", line)


def remember(values: dict[str, Any], places: dict[int, str]) -> None:
    """Note under which name each group of values is known."""
    for name, value in values.items():
        if isinstance(value, dict):
            places[id(value)] = name
        elif isinstance(value, list):
            places.update({id(one): f"one of {name}" for one in value if isinstance(one, dict)})


def explained(error: Exception) -> dict[str, Any]:
    """Put an error into words for whoever wrote the template."""
    from jinja2 import TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    line = getattr(error, "lineno", None)
    message, _, hint = str(error).partition("\n")
    if isinstance(error, TooMuchError):
        hint = "make it do less"
    elif isinstance(error, SecurityError):
        hint = "a template reaches the values it is given, and nothing else"
    elif isinstance(error, TemplateSyntaxError):
        message = f"this isn't a template: {error.message}"
        # Jinja2's own text goes on with a place that says nothing here.
        hint = ""
        if str(error.message).startswith(("No filter", "No test")):
            hint = (
                "there are Jinja2's filters and tests, all but 'attr' and, in HTML, 'safe',"
                " and the filter 'sentence'"
            )
    return problem(message or type(error).__name__, hint, line)


def last_line(traceback: TracebackType | None) -> int:
    """Return the line, in what Jinja2 made of the template, in which something went wrong."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def problem(message: str, hint: str = "", line: int | None = None) -> dict[str, Any]:
    """Answer that something is wrong."""
    return {"error": message[:SHOWN], "hint": hint[: 2 * SHOWN], "line": line}


if __name__ == "__main__":
    main()
