"""``pulse report``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app import completion, page
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.page import Html, Open
from clientpulse.cli.app.parameters import OptionalWho, OwnerOption, TagOption
from clientpulse.cli.app.shapes import Answer, Shown, reading


@reading()
def report(
    work: Session,
    form: str,
    who: OptionalWho = None,
    tag: TagOption = None,
    owner: OwnerOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only clients of this status: overdue, on_track ...; repeat for several.",
            autocompletion=completion.statuses,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="status (as in 'pulse due', then those without work), name, due, last (longest"
            " silence first), kept, weeks (fewest contacts in 12) or health (worst first).",
            autocompletion=completion.sorts,
        ),
    ] = "status",
    html: Html = None,
    to_open: Open = False,
) -> Shown[Any] | Answer:
    """Show the whole portfolio at a glance.

    \b
    Examples:
      pulse report
      pulse report acme              one client; @retail: those with that tag
      pulse report --status overdue --owner sam
      pulse report --sort last --format markdown
      pulse report --html
      pulse report @retail --html retail.html

    A row shows a client's status, what was agreed, when you last met and were last in touch, what
    comes next, how many intervals were kept in the last twelve months, and how many touchpoints
    each of the last twelve weeks had. The page (--html) adds who waits and what to say, how it went
    month by month, and what was promised: one file that loads nothing and prints on A4.
    """
    statuses = status or ()
    if html is not None or to_open:
        page.check(form)
        shown = work.read(
            lambda reader: services.pages.portfolio.page(
                reader,
                work.now,
                work.today,
                work.policy(reader),
                work.scope(reader, who, tag, owner),
                statuses=statuses,
                sort=sort,
                dial=work.settings.dial,
            )
        )
        return page.deliver(work, output.html.portfolio.write(shown), "report", html, to_open)
    view = work.read(
        lambda reader: services.portfolio.report.report(
            reader,
            work.today,
            work.policy(reader),
            work.scope(reader, who, tag, owner),
            statuses=statuses,
            sort=sort,
        )
    )
    work.say_who(form)
    return Shown(output.screens.report.SCREEN, view)
