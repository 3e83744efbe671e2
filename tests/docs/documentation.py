"""The docs as the tests read them: the generator, the pages, and tables in a page."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def _load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


generate = _load_generator()


def parsed(arguments: list[str]) -> tuple[str, list[str]]:
    """Parse a command line and run nothing; return its last command, and what is left for it."""
    command, parent, path = generate.root().command, None, "pulse"
    while True:
        context = command.make_context(path.rsplit(maxsplit=1)[-1], arguments, parent=parent)
        rest = [*context._protected_args, *context.args]
        if not rest or not hasattr(command, "resolve_command"):
            return path, arguments
        name, command, arguments = command.resolve_command(context, rest)
        parent, path = context, f"{path} {name}"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Return what a link into a page can name: its headings, as GitHub turns them into anchors."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading).strip().lower() for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of any level."""
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no heading {heading!r}"
    return found[1]


def tables(text: str, *heading: str) -> list[list[list[str]]]:
    """Return the rows of each table that has these headings."""
    pattern = rf"^\| {re.escape(' | '.join(heading))} \|\n\|[-|: ]+\|\n((?:\|.*\|\n)+)"
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in rows.splitlines()]
        for rows in re.findall(pattern, text, re.MULTILINE)
    ]
