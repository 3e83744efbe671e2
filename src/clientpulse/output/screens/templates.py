"""The templates of letters: which are in use, and the names they may use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet

if TYPE_CHECKING:
    from clientpulse.views.templates import TemplateLine, TemplatesView

record: Fields[TemplateLine] = Fields("kind language own path holds html")


def envelope(view: TemplatesView) -> dict[str, Any]:
    """Return the fields of ``template list``."""
    return {
        "items": list(map(record, view.templates)),
        "folder": view.folder,
        "names": [{"name": name, "meaning": meaning} for name, meaning in view.names],
        "unused": list(view.unused),
    }


def sheet(view: TemplatesView) -> Sheet:
    """Lay out the kinds, a row each, and the names below."""
    rows: list[dict[str, Cell]] = []
    for kind in dict.fromkeys(one.kind for one in view.templates):
        ones = [one for one in view.templates if one.kind == kind]
        rows.append(
            {
                "Kind": kind,
                "What it holds": ones[0].holds,
                "Languages": ", ".join(one.language for one in ones),
                "Yours": ", ".join(Path(path).name for one in ones for path in _own(one)),
            }
        )
    width = max(len(name) for name, _ in view.names)
    return Sheet.of(
        f"{phrases.counted(len(view.templates), 'template')} in use",
        rows,
        (
            f"Your own are in {view.folder}",
            *(f"Never used: {Path(path).name}" for path in view.unused),
            "",
            "The names that a template may use:",
            *(f"  {name.ljust(width)}  {meaning}" for name, meaning in view.names),
        ),
    )


def _own(one: TemplateLine) -> list[str]:
    return [path for path in (one.path if one.own else None, one.html) if path]


SCREEN: Screen[TemplatesView] = Screen("template-list", envelope, sheet, record.names)
