"""Where a draft goes: to a file for a mail program, into the mail program, or on the screen."""

from __future__ import annotations

import contextlib
import getpass
import shutil
import socket
import subprocess
import sys
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.errors import ConflictError
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox, address_of, eml, mailboxes, mailto
from clientpulse.output.safe import one_line
from clientpulse.quoting import printable, shell_word
from clientpulse.records import Contact

if TYPE_CHECKING:
    from clientpulse.views.log import LoggedView

# A mail program may stay in the foreground; then it has been opened.
SECONDS_TO_OPEN = 10
SETTING = 'sender = "Ann Field <ann@example.com>"'


def remark(text: str) -> None:
    """Tell whoever writes something on stderr; stdout is the draft's."""
    indent = 2 if text.startswith("  ") else 0
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{output.cells.fitted(one_line(text), sys.stderr, indent)}\n")


def say(view: LoggedView, told: Collection[str] = ()) -> None:
    """Say on stderr what was logged, but for what was told already."""
    for line in output.messages.touchpoints.logged(view):
        if line not in told:
            remark(line)


def recipients(contact: Contact | None, key: str, needed: str | None) -> list[Mailbox]:
    """Return the addresses of the person a draft goes to; say on stderr what is wrong with them.

    Args:
        needed: The option that needs somebody to send it to, if one was typed.

    Raises:
        ConflictError: There is nobody, and it is needed.
    """
    good: list[Mailbox] = []
    missing = f"{key} has no contact"
    add = f"pulse contact add {shell_word(key)} NAME --email ADDRESS"
    if contact is not None:
        good, bad = mailboxes(contact.name, contact.email or "")
        for one in bad:
            remark(f"Left out, because it isn't an e-mail address: {printable(one)}")
        missing = f"{contact.name} has none"
        add = f"pulse contact edit {shell_word(key)} {contact.id} --email ADDRESS"
    if not good and needed:
        done = "sent" if needed == "--send" else "logged"
        raise ConflictError(
            f"no address to send it to, so nothing is {done}: {one_line(missing)}",
            f"add one: {add}; or leave out {needed}",
        )
    if not good:
        remark(f"No address: {missing}. Add one: {add}")
    return good


def sender_of(work: Session) -> tuple[Mailbox, bool]:
    """Return who writes, and whether that was set."""
    setting = work.settings.sender
    if setting is not None:
        name, typed = setting
        address = address_of(typed)
        if address is not None:
            return Mailbox(" ".join(one_line(name or "").split()), address), True
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "me"
    address = address_of(f"{user}@{socket.gethostname()}") or address_of(f"{user}@localhost")
    return Mailbox("", address or "me@localhost"), False


def write_eml(
    work: Session, path: Path, draft: Draft, to: Sequence[Mailbox], *, overwrite: bool
) -> None:
    """Write a draft as a message that only the user can read.

    Raises:
        InputError: The file can't be created there.
        ConflictError: Another program has created it meanwhile.
        StoreError: There is no space left.
    """
    sender, _ = sender_of(work)
    now = datetime.combine(work.today, datetime.now().time()).astimezone()  # noqa: DTZ005  made local at once
    message = eml(draft, sender, to, now, html=draft.html).decode("ascii")

    def write(stream: TextIO) -> int:
        return stream.write(message)

    services.exporting.replacing.replace_file(path, write, overwrite=overwrite)


def open_mail_program(draft: Draft, to: Sequence[Mailbox]) -> bool:
    """Open the mail program with a draft; say on stderr when that doesn't work.

    Returns:
        Whether it was opened.
    """
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    if program is None:
        remark(f"{name} isn't installed, so the draft is printed instead.")
        return False
    try:
        process = subprocess.Popen(
            [program, mailto(draft, to)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        code = process.wait(SECONDS_TO_OPEN)
    except subprocess.TimeoutExpired:
        code = 0
    except OSError as error:
        remark(f"{name} can't be started ({error.strerror}), so the draft is printed instead.")
        return False
    if code != 0:
        remark(f"{name} failed with code {code}, so the draft is printed instead.")
        return False
    remark("Opened in the mail program.")
    return True


def show(draft: Draft) -> None:
    """Print a draft; what would act on a terminal is shown by signs."""
    for line in output.safe.lines(draft.text.removesuffix("\n")):
        sys.stdout.write(f"{output.cells.fitted(line, sys.stdout, 2 * line.startswith('- '))}\n")
    sys.stdout.flush()
