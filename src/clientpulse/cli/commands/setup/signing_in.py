"""How to sign in to a mailbox or a server, asked at the terminal; Enter keeps what is known."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from clientpulse import output, sources
from clientpulse.cli.commands.setup.saying import say
from clientpulse.config.sources import Source

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session


def lacks_secret(source: Source) -> bool:
    """Tell whether a source can't be read without a password that nothing prints yet."""
    secret = source.password_command or source.token_command
    return not secret and (source.kind == "imap" or bool(source.url and source.user))


def completed(work: Session, source: Source) -> Source:
    """Ask what isn't known yet."""
    is_open = lacks_secret(source) or (source.url is not None and source.user is None)
    return asked(work, source) if is_open else source


def asked(work: Session, source: Source) -> Source:
    """Ask where a source is, and how to sign in there."""
    if source.kind == "imap":
        source = _mailbox(work, source)
    elif source.user is None:
        user = work.ask("User (Enter: none needed)? ").strip()
        source = replace(source, user=user or None)
    else:
        source = replace(source, user=line(work, "User", source.user))
    return source if source.url and not source.user else _with_secret(work, source)


def line(work: Session, what: str, kept: str | None) -> str:
    """Ask for a line; Enter keeps what is known."""
    enter = f" (Enter: {kept})" if kept else ""
    question = output.cells.fitted(output.safe.one_line(f"{what}{enter}?"), sys.stderr)
    return work.ask(f"{question} ").strip() or kept or ""


def _mailbox(work: Session, source: Source) -> Source:
    providers = sources.finding.providers
    host, port = source.host or "", source.port
    known = f"{host}:{port}" if port else host
    typed = line(work, f"Server, or {', '.join(providers.NAMES)}", known)
    if typed != known:
        host, port = sources.finding.typed.server(typed)
        tls = "starttls" if port == sources.finding.typed.STARTTLS_PORT else "implicit"
        source = replace(source, port=port, tls=tls)
    provider = providers.provider_at(host)
    source = replace(source, host=provider.host, user=line(work, "User", source.user))
    if provider.sign_in:
        say(work, f"  {provider.sign_in[:1].upper()}{provider.sign_in[1:]}.")
    return source


def _with_secret(work: Session, source: Source) -> Source:
    known = source.password_command or source.token_command
    if known is None:
        say(work, "  The password stays out of the config: name a command that prints it.")
    enter = known or "leave this out"
    command = line(work, f"Command, such as pass show mail (Enter: {enter})", None) or known
    if command == known:
        return source
    if source.kind == "imap" and source.host == "outlook.office365.com":
        return replace(source, token_command=command, password_command=None)
    return replace(source, password_command=command, token_command=None)
