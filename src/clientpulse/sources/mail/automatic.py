"""Why a message counts for nothing: no person wrote it, or it was written to everybody.

The first of these that holds, in this order:

================  ==========================================================================
calendar mail     Content-Type text/calendar; Exchange's calendar headers; sent by a calendar; out
                  of Outlook with a subject as its answers to invitations have
bounce            multipart/report; X-Failed-Recipients; from a mail system; null Return-Path
mailing list      List-Post, List-Id without List-Unsubscribe, Precedence list
newsletter        List-Unsubscribe, Precedence bulk, from newsletter@
automatic         Auto-Submitted but for no; X-Autoreply and its kin; Precedence junk and
                  auto_reply; a receipt; X-Auto-Response-Suppress; a subject as in an absence
no-reply          from a name that nobody answers: no-reply@, notifications@
circular          to more than ten
================  ==========================================================================

Of our own mail only calendar mail and circulars count for nothing: our mail programs and gateways
mark what we write, too.

Two headers are no proof of themselves. X-Auto-Response-Suppress asks receivers for silence and
doesn't say who wrote; Exchange puts ``DR, OOF, AutoReply`` into what a person sends to a
distribution list, and ``DR``, ``RN`` and ``NRN`` speak of receipts alone (MS-OXCMAIL 2.2.3.2.14).
So All counts, which only programs write, and OOF or AutoReply where nothing says that somebody
answers (In-Reply-To) or types in Outlook (Thread-Index). List-Unsubscribe is added by sales tools
to what a person writes; it doesn't count in an answer that comes from no list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clientpulse.sources import nobodys
from clientpulse.sources.gathered import Party

CIRCULAR = 10
"""The most that are written to in person."""

SIGNS = (
    "Return-Path",
    "Content-Type",
    "Content-Class",
    "X-MS-Exchange-Calendar-Originator-Id",
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "Precedence",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Autorespond",
    "X-Failed-Recipients",
    "In-Reply-To",
    "Thread-Index",
)
"""The headers that tell."""

_ABSENCES = re.compile(
    r"(automatic reply|auto[- ]?reply|auto(matic)? response|out of (the )?office|autosvar"
    r"|automatische antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|fuori sede"
    r"|risposta automatica|respuesta automática|resposta automática|automatisch antwoord"
    r"|afwezigheidsbericht|automatiskt svar|automaattinen vastaus|odpowiedź automatyczna"
    r"|automatická odpověď)\s*:",
    re.IGNORECASE,
)
_MEETINGS = re.compile(
    r"(accepted|declined|tentative|cancell?ed|zugesagt|abgelehnt|mit vorbehalt|abgesagt|accepté"
    r"|refusé|provisoire|annulé|accettato|rifiutato|provvisorio|annullato|aceptado|aceptada"
    r"|rechazado|rechazada|provisional|cancelado|cancelada|aceite|recusado|geaccepteerd|geweigerd"
    r"|voorlopig|geannuleerd|accepterat|avböjt|godkendt|afslået|zaakceptowano|odrzucono)\s*:",
    re.IGNORECASE,
)
_NO_PATHS = frozenset((b"<>", b"<mailer-daemon>"))
_REPLIES = frozenset((b"auto_reply", b"auto-reply", b"junk"))

Fields = Mapping[str, bytes]


def why_automatic(
    fields: Fields,
    sender: Party | None,
    recipients: Sequence[Party],
    subject: str = "",
    *,
    sent: bool = False,
) -> str:
    """Return why a message counts for nothing; an empty text of one that a person wrote."""
    if _is_calendars(fields, subject):
        return "calendar mail"
    if not sent and (reason := _told_by_headers(fields, sender, subject)):
        return reason
    if len(recipients) > CIRCULAR and len({one.address for one in recipients}) > CIRCULAR:
        return "circular"
    return ""


def _told_by_headers(fields: Fields, sender: Party | None, subject: str) -> str:
    by_name = nobodys.why(sender.address.lower()) if sender else ""
    if by_name == "bounce" or _is_bounce(fields):
        return "bounce"
    precedence = fields.get("precedence", b"").lower()
    if reason := _of_many(fields, precedence):
        return reason
    if by_name == "newsletter":
        return by_name
    if precedence in _REPLIES or _is_reply_of_machine(fields, subject):
        return "automatic"
    return by_name


def _is_calendars(fields: Fields, subject: str) -> bool:
    return (
        fields.get("content-type", b"").lower().startswith(b"text/calendar")
        or b"calendarmessage" in fields.get("content-class", b"")
        or "x-ms-exchange-calendar-originator-id" in fields
        or b"calendar-notification@" in fields.get("sender", b"")
        or ("thread-index" in fields and _MEETINGS.match(subject) is not None)
    )


def _is_bounce(fields: Fields) -> bool:
    kind = fields.get("content-type", b"").lower()
    if kind.startswith(b"multipart/report"):
        return b"disposition-notification" not in kind
    return bool(
        "x-failed-recipients" in fields
        or b"".join(fields.get("return-path", b"-").lower().split()) in _NO_PATHS
    )


def _of_many(fields: Fields, precedence: bytes) -> str:
    unsubscribe = "list-unsubscribe" in fields
    if "list-post" in fields or precedence == b"list":
        return "mailing list"
    if "list-id" in fields:
        return "newsletter" if unsubscribe else "mailing list"
    if precedence == b"bulk":
        return "newsletter"
    return "newsletter" if unsubscribe and "in-reply-to" not in fields else ""


def _is_reply_of_machine(fields: Fields, subject: str) -> bool:
    submitted = fields.get("auto-submitted", b"no").lower()
    if not submitted.startswith(b"no") or "x-autoreply" in fields or "x-autorespond" in fields:
        return True
    if fields.get("content-type", b"").lower().startswith(b"multipart/report"):
        return True
    quiet = fields.get("x-auto-response-suppress", b"").lower()
    if b"all" in quiet:
        return True
    personal = "in-reply-to" in fields or "thread-index" in fields
    if (b"oof" in quiet or b"autoreply" in quiet) and not personal:
        return True
    return bool(_ABSENCES.match(subject))
