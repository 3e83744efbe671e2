"""The templates of letters: which are in use, and the names they may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.templates import TemplatesView


def envelope(view: TemplatesView) -> dict[str, Any]:
    """Return the envelope's fields of ``template list``."""
    return {
        "items": [
            {
                "kind": one.kind,
                "language": one.language,
                "own": one.own,
                "path": one.path,
                "holds": one.holds,
            }
            for one in view.templates
        ],
        "folder": view.folder,
        "names": [{"name": name, "meaning": meaning} for name, meaning in view.names],
        "unused": list(view.unused),
    }


def sheet(view: TemplatesView) -> Sheet:
    """Lay out the kinds, a row each, and the names below."""
    rows = []
    for kind in dict.fromkeys(one.kind for one in view.templates):
        ones = [one for one in view.templates if one.kind == kind]
        yours = ", ".join(one_line(Path(one.path).name) for one in ones if one.own)
        languages = ", ".join(one.language for one in ones)
        rows.append((kind, ones[0].holds, languages, yours))
    width = max(len(name) for name, _ in view.names)
    footer = [
        f"Your own are in {one_line(view.folder)}",
        *(f"Never used: {one_line(Path(path).name)}" for path in view.unused),
        "",
        "The names that a template may use:",
        *(f"  {name.ljust(width)}  {meaning}" for name, meaning in view.names),
    ]
    title = f"{phrases.counted(len(view.templates), 'template')} in use"
    return Sheet(title, ("Kind", "What it holds", "Languages", "Yours"), rows, tuple(footer))


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"template-list": envelope}
FIELDS = {"template-list": ("kind", "language", "own", "path", "holds")}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"template-list": sheet}
