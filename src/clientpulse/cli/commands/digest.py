"""``pulse digest``."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import OptionalWho, OwnerOption
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands import due as todays
from clientpulse.errors import InputError
from clientpulse.letters.draft import Draft

if TYPE_CHECKING:
    from clientpulse.config.sending import Send
    from clientpulse.letters.message import Mailbox
    from clientpulse.views.digest import DigestView

MOST = 20
"""Of more clients nobody reads a message."""

# How wide the text of a mail is; what is wider goes on below.
COLUMNS = 76
DAY_OFF = "Nothing was sent or shown: today is a day off, and no meeting is booked."


@reading()
def digest(
    work: Session,
    form: str,
    who: OptionalWho = None,
    owner: OwnerOption = None,
    limit: Annotated[int, typer.Option(metavar="N", help="No more than this many clients.")] = MOST,
    html: Annotated[
        bool, typer.Option("--html", help="Write it as a page, as it is mailed.")
    ] = False,
    send: Annotated[
        bool, typer.Option("--send", help="Mail it to yourself, the sender in the config.")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Show a notice on the desktop: initials only.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Names in the notice, which lock screens show.")
    ] = False,
) -> Shown[Any] | Answer:
    """Write today's list as one message; mail it, or show a notice.

    \b
    Examples:
      pulse digest
      pulse digest --send
      pulse digest --notify
      pulse digest @retail --html

    Whom to contact and why, when they heard from you last, what helps to say, what time it is
    there, the addresses that write to them and ring them, and the command to type when it is
    done; below it which colleague is away and has clients to contact. Where nothing is due there
    is no mail, no notice and no output. On days off only that day's meetings are mailed and shown.
    'pulse timer' sends it each morning.
    """
    if html and (send or notify or form != "table"):
        raise InputError("--html writes a page and nothing else", "leave the other options out")
    if full and not notify:
        raise InputError("--full is about the notice", "add --notify, or leave --full out")
    if send or notify:
        view = deliver(work, who, owner, limit, send=send, notify=notify, full=full)
    else:
        view = gather(work, who, owner, limit)
    if form != "table":
        return Shown(output.screens.digest.SCREEN, view)
    if view.is_empty:
        _say_why(view, spare=send or notify)
        return Answer({}, ())
    if send or notify:
        return Answer({}, output.messages.digest.delivered(view))
    if html:
        sys.stdout.write(output.html.digest.write(view))
        return Answer({}, ())
    return Shown(output.screens.digest.SCREEN, view)


def deliver(
    work: Session,
    who: str | None = None,
    owner: str | None = None,
    limit: int = MOST,
    *,
    send: bool | None = None,
    notify: bool | None = None,
    full: bool = False,
) -> DigestView:
    """Mail today's list, or show a notice of it; nothing where nothing is due.

    On a day off only the meetings of that day are worth a message.

    Args:
        send: Mail it. Unless either is said, it is mailed where the config says how, else shown.
        notify: Show a notice.
        full: Show names there.

    Returns:
        What it holds, where it was sent and whether it was shown.

    Raises:
        ClientpulseError: It can't be mailed, or not be shown.
    """
    if send is None and notify is None:
        send = work.settings.send is not None
        notify = not send
    delivering = services.digest.delivering
    # Whoever has nothing due today is told of a setting that is missing, too.
    way = _way(work) if send else None
    view = gather(work, who, owner, limit, spare=True)
    if view.is_empty:
        return view
    if way is not None:
        delivering.mail(*way, _letter(view), work.now)
        view = replace(view, sent_to=way[1].address)
    if notify:
        text = output.messages.digest.notice(view, full=full)
        delivering.show(work.settings, output.screens.digest.subject(view), text, view.sent_to)
        view = replace(view, notified=True)
    return view


def gather(
    work: Session, who: str | None, owner: str | None, limit: int, *, spare: bool = False
) -> DigestView:
    """Read what today's message says.

    Args:
        spare: Say nothing on a day off but of the meetings of that day.

    Raises:
        InputError: The limit shows nothing.
    """
    if limit < 1:
        raise InputError(f"a limit of {limit} shows nothing", "give 1 or more")
    view = work.read(
        lambda reader: services.digest.gathering.digest(
            reader,
            work.now,
            work.today,
            work.policy(reader),
            work.scope(reader, who, None, owner),
            limit=limit,
            dial=work.settings.dial,
            spare=spare,
        )
    )
    again = todays.again(who, [] if owner is None else [("--owner", owner)])
    listed = replace(
        view.due,
        command=again,
        unread=todays.unread(work),
        timer=todays.timer(work),
        letters=services.drafting.folder.count(work.store.path),
    )
    return replace(view, due=listed)


def _way(work: Session) -> tuple[Send, Mailbox]:
    from clientpulse.cli.commands.draft import posting  # noqa: PLC0415  only a mail needs it

    return posting.way(work)


def _letter(view: DigestView) -> Draft:
    """Write the message, as text and as a page."""
    text = io.StringIO()
    look = output.Look(color=False, width=COLUMNS)
    output.formats.plain.write(output.screens.digest.SCREEN, view, text, look)
    subject = output.safe.one_line(output.screens.digest.subject(view))
    return Draft(subject, text.getvalue(), html=output.html.digest.write(view))


def _say_why(view: DigestView, *, spare: bool) -> None:
    """Tell whoever sits at a terminal why there is nothing; a job's mail stays empty."""
    if not sys.stderr.isatty():
        return
    lines = [DAY_OFF] if spare and view.rests else output.screens.digest.remarks(view)
    for line in lines:
        sys.stderr.write(f"{output.cells.fitted(output.safe.one_line(line), sys.stderr)}\n")
