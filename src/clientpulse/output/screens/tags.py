"""The tags that clients have."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.quoting import shell_word
from clientpulse.views.listed import Listed
from clientpulse.views.tags import TagRow

_tag: Fields[TagRow] = Fields("tag clients archived defaults")


def _footer(view: Listed[TagRow]) -> tuple[str, ...]:
    if not view.items:
        return ("To give a client its first one: pulse client edit CLIENT --add-tag TAG",)
    who = shell_word(f"@{view.items[0].tag}", "@TAG")
    return (f"To list those with one: pulse client list {who}",)


SCREEN: Screen[Listed[TagRow]] = list_screen(
    "client-tags",
    _tag,
    lambda view: phrases.counted(len(view.items), "tag"),
    lambda one, view: {
        "Tag": one.tag,
        "Clients": one.clients,
        "Archived": one.archived or None,
        "New ones get": ", ".join(one.defaults),
    },
    _footer,
)
