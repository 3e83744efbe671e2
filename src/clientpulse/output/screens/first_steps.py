"""What is said where there is nothing to show yet, or nobody who was asked for."""

from __future__ import annotations

from clientpulse.views.whose import ANYBODY, Whose

HOW_TO_BEGIN = (
    "Nobody to look after yet. Begin with what your mail and calendar know: pulse setup",
    "Or with a client and how often you meet:",
    "",
    '  pulse add "Acme GmbH" --meet quarterly   meet every 3 months, update monthly',
    '  pulse add Beta --last "6 weeks ago"      say when they last heard from you',
    "  pulse log acme Talked about the audit    write down what happened",
    "  pulse due                                whom to contact today",
    "",
    "Clients in a file already?   pulse import contacts.csv --dry-run",
    "Just looking?                pulse --demo due",
)


ALL_ARCHIVED = (
    "All your clients are archived: pulse client list --archived",
    "To bring one back: pulse client restore CLIENT",
)


def nobody_to_show(clients: int, all_archived: bool, whose: Whose = ANYBODY) -> tuple[str, ...]:
    """Say why nobody was asked about, of so many clients that there are."""
    if all_archived:
        return ALL_ARCHIVED
    if not clients:
        return HOW_TO_BEGIN
    if whose.meant:
        return (f"No client has the owner {whose.asked}; there is {', '.join(whose.meant)}.",)
    if whose.only_mine and whose.colleagues:
        return (f"No client of yours ({whose.me}) matches. For everybody's: --owner all",)
    return ("No client matches. See 'pulse client list'.",)
