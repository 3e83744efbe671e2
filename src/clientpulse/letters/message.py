"""A draft as an e-mail message (RFC 5322) and as a mailto address (RFC 6068)."""

from __future__ import annotations

import re
import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from clientpulse.letters.cleaning import one_line

if TYPE_CHECKING:
    from clientpulse.letters.draft import Draft

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64

# What an address is made of in practice: a dot-atom, and labels of letters, digits and hyphens.
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
# What a name and a subject may be made of to stand in a header as they are.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9.,'&()+/-]+(?: [A-Za-z0-9.,'&()+/-]+)*")
_PLAIN_SUBJECT = re.compile(r"[!-~]+(?: [!-~]+)*")
LONGEST_PLAIN = 60

# A line with an encoded word has 76 characters at most (RFC 2047), "Subject: " among them: this
# many bytes, in Base64, within "=?utf-8?b?...?=".
ENCODED_BYTES = 39
# A line of the body, but for what says that it goes on, or that it begins or ends as none may.
LONGEST_LINE = 72
_AS_THEY_ARE = frozenset(map(chr, range(0x20, 0x7F))) - {"="}
_FOLD = "\r\n "
_KIND = re.compile(r"\s+\([^()]*\)$")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody's address, checked, with a name or without.

    Attributes:
        name: One line; empty for none.
        address: ASCII, ``ann@acme.example``.
    """

    name: str
    address: str

    def __str__(self) -> str:
        """Return it as people read it."""
        return f"{self.name} <{self.address}>" if self.name else self.address

    def header(self) -> str:
        """Return it as it stands in a header."""
        if not self.name:
            return self.address
        plain = _PLAIN_NAME.fullmatch(self.name) and len(self.name) <= LONGEST_PLAIN
        name = f'"{self.name}"' if plain else _encoded(self.name)
        fits = len(name.rpartition(_FOLD)[2]) + len(self.address) <= LONGEST_PLAIN
        return f"{name}{' ' if fits else _FOLD}<{self.address}>"


def address_of(text: str) -> str | None:
    """Return an address that mail can be sent to, in ASCII, or None when it is none.

    Args:
        text: As somebody typed it. A domain in other letters is given its ASCII form.
    """
    local_part, at, domain = text.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local_part) or len(local_part) > LONGEST_LOCAL_PART:
        return None
    try:
        ascii_domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not all(_LABEL.fullmatch(label) for label in ascii_domain.split(".")):
        return None
    address = f"{local_part}@{ascii_domain}"
    return address if len(address) <= LONGEST_ADDRESS else None


def mailboxes(name: str, addresses: str) -> tuple[list[Mailbox], list[str]]:
    """Read the addresses of a contact.

    Args:
        addresses: One or several, separated by commas, each with its kind in brackets or without.

    Returns:
        Those that mail can be sent to, and the texts of those that are left out.
    """
    good: list[Mailbox] = []
    bad: list[str] = []
    for text in filter(None, (one.strip() for one in addresses.split(","))):
        address = address_of(_KIND.sub("", text))
        if address is None:
            bad.append(text)
        elif address not in {one.address for one in good}:
            good.append(Mailbox(" ".join(one_line(name).split()), address))
    return good, bad


def new_message_id(sender: Mailbox) -> str:
    """Return an id that no other message has, without its brackets.

    It says nothing of this computer and its user: it is by chance, at the domain of the sender.
    """
    return f"{secrets.token_hex(16)}@{sender.address.rpartition('@')[2]}"


def eml(
    draft: Draft,
    sender: Mailbox,
    to: Sequence[Mailbox],
    date: datetime,
    *,
    message_id: str | None = None,
    html: str | None = None,
    automatic: bool = False,
) -> bytes:
    """Return a draft as a message that any mail program opens.

    Args:
        to: To whom; nobody leaves that line out, to be filled in by hand.
        date: When, with its timezone.
        message_id: Without its brackets; a new one if there is none yet.
        html: The same text as a page, for programs that show it so.
        automatic: Nobody wrote it: nothing is to answer it, and no sync counts it (RFC 3834).
    """
    from email.utils import format_datetime  # noqa: PLC0415  only a file needs it

    # The headers with people's texts are written here: the standard library cuts long names in
    # ways that change them, and some of them make it lose the address behind them.
    head = {
        "From": sender.header(),
        "To": f",{_FOLD}".join(one.header() for one in to),
        "Subject": _subject(one_line(draft.subject)),
        "Date": format_datetime(date),
        "Message-ID": f"<{message_id or new_message_id(sender)}>",
        "Auto-Submitted": "auto-generated" if automatic else "",
    }
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    text = _part("plain", draft.body)
    if html is None:
        lines += [*text[:2], "MIME-Version: 1.0", *text[2:], ""]
    else:
        # Quoted-printable has no "=_", so that this is in neither part.
        between = f"=_{secrets.token_hex(16)}"
        lines += [f'Content-Type: multipart/alternative; boundary="{between}"', "MIME-Version: 1.0"]
        for part in (text, _part("html", html)):
            lines += ["", f"--{between}", *part]
        lines += ["", f"--{between}--", ""]
    return "\r\n".join(lines).encode("ascii")


def _part(kind: str, text: str) -> list[str]:
    """Return a text as lines: its two headers, an empty one, and what they are about."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return [
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        *map(_quoted_printable, lines),
    ]


def mailto(draft: Draft, to: Sequence[Mailbox]) -> str:
    """Return a draft as an address that opens the mail program with it."""
    body = draft.body.rstrip("\n").replace("\n", "\r\n")
    people = ",".join(quote(one.address, safe="@") for one in to)
    return f"mailto:{people}?subject={quote(draft.subject, safe='')}&body={quote(body, safe='')}"


def _subject(text: str) -> str:
    plain = _PLAIN_SUBJECT.fullmatch(text) and "=?" not in text and len(text) <= LONGEST_PLAIN
    return text if plain else _encoded(text)


def _quoted_printable(line: str) -> str:
    """Return a line of the body as it is sent: broken between words, where it is to be read raw.

    The standard library breaks anywhere (``writi=``, ``ng``), which mail programs undo and people
    don't.
    """
    lines, now = [], ""
    for word in re.findall("[^ ]+ *|^ +", line):
        units = [one if one in _AS_THEY_ARE else _in_hex(one) for one in word]
        whole = "".join(units)
        for part in [whole] if len(whole) <= LONGEST_LINE else units:
            if len(now) + len(part) > LONGEST_LINE:
                lines.append(f"{now}=")
                now = ""
            now += part
    if now.endswith(" "):
        now = f"{now[:-1]}=20"
    return "\r\n".join(map(_begun, [*lines, now]))


def _begun(line: str) -> str:
    """Return a line that no program takes for an end: ``.`` is one in SMTP, ``From `` in mboxes."""
    if line.startswith((".", "From ")):
        return f"={ord(line[0]):02X}{line[1:]}"
    return line


def _in_hex(char: str) -> str:
    return "".join(f"={byte:02X}" for byte in char.encode("utf-8", "replace"))


def _encoded(text: str) -> str:
    """Return a text as encoded words (RFC 2047), which hold nothing that means anything else."""
    pieces, piece = [], b""
    for char in text:
        encoded = char.encode("utf-8", "replace")
        if len(piece) + len(encoded) > ENCODED_BYTES:
            pieces.append(piece)
            piece = b""
        piece += encoded
    words = (b64encode(one).decode("ascii") for one in (*pieces, piece))
    return _FOLD.join(f"=?utf-8?b?{word}?=" for word in words)
