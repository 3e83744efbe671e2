"""Letters: what was asked for is checked, what they are about is read, and they are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from clientpulse.cadence.policy import Policy
from clientpulse.errors import InputError
from clientpulse.letters import draft as drafts
from clientpulse.letters import finding, markup, values
from clientpulse.letters.draft import Draft
from clientpulse.letters.rendering import Renderer
from clientpulse.quoting import shell_word
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import lookup, text
from clientpulse.services.agenda import agenda, agenda_lines, noted
from clientpulse.services.drafting.kinds import WRITERS
from clientpulse.services.drafting.prepared import About, Prepared, Wanted
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# A client who is asked today has this many days, and then until the next workday.
DAYS_TO_ANSWER = timedelta(days=2)

SAYING_ALL_IS_WELL = ("update", "follow-up")
"""What isn't written over a mistake that the client doesn't know of."""


def prepare(
    reader: Reader, now: datetime, policy: Policy, wanted: Wanted, sender: str | None
) -> Prepared:
    """Read what a letter is about.

    Args:
        now: A meeting of today before it isn't the next one any more.
        wanted: Checked by ``check``.
        sender: The name of who writes.

    Raises:
        ConflictError: There is nothing to write such a letter about, or not enough yet.
    """
    today = now.date()
    found = lookup.client(reader, wanted.client)
    [client] = queries.clients.select(reader, Selection(client_id=found.id))
    people = queries.contacts.select(reader, found.id)
    contact = people[0] if people else None
    facts = facts_of(reader, found.id, policy, today)
    talk = agenda(reader, today, policy, found, facts, now)
    letter = values.Letter(
        kind=wanted.kind,
        today=today,
        client=client.name,
        contact=contact.name if contact else None,
        sender=sender,
        length=client.message_length,
        language=client.language,
        address=client.address,
        timezone=client.timezone,
        news=wanted.news,
        meets=client.meeting_interval is not None,
        meeting=talk.meeting,
        # The last line is about their questions: each template has words of its own for these.
        agenda=agenda_lines(talk, client.language)[:-1],
        points=noted(talk),
        promises=tuple(queries.commitments.select(reader, client_id=found.id, owed_by=US)),
        asks=tuple(queries.commitments.select(reader, client_id=found.id, owed_by=CLIENT)),
        answer_by=policy.workday_after(today + DAYS_TO_ANSWER),
    )
    so_far = Prepared(found, client.uid, letter, contact)
    if wanted.kind not in WRITERS:
        return so_far
    about = About(reader, today, policy, facts, client, found, people, wanted)
    return WRITERS[wanted.kind](about, so_far)


def check(wanted: Wanted) -> None:
    """Look whether what was typed belongs to the kind."""
    for given, option, *kinds in (
        (wanted.news, "--news", "update"),
        (wanted.mistake is not None, "--mistake", "apology"),
        (wanted.project is not None, "--project", "feedback"),
        (wanted.about is not None, "--for", "recap", "greeting"),
    ):
        if given and wanted.kind not in kinds:
            takes = " or ".join(f"pulse draft {kind}" for kind in kinds)
            raise InputError(f"{option} belongs to another kind of draft", f"{takes} takes it")
    if wanted.anyway and wanted.kind not in SAYING_ALL_IS_WELL:
        raise InputError("--anyway belongs to another kind of draft", "an update takes it")
    for one in wanted.news:
        if not one.strip():
            raise InputError("the news is empty", "without news leave --news out")
        text.note(one, "news")


def write(prepared: Prepared, renderer: Renderer, own_folder: Path) -> Draft:
    """Write a letter.

    Raises:
        InputError: The template has a mistake; the message names the file and the line.
    """
    letter = prepared.letter
    template = finding.find(letter.kind, letter.language, own_folder)
    language = language_of(letter, template)
    filled = values.plain(letter, language)
    made = drafts.parse(
        renderer.render(finding.read(template.path), filled, template.path), str(template.path)
    )
    if template.html is None:
        return made
    html = markup.fill_in(finding.read(template.html), filled, template.html)
    return replace(made, html=html)


def remarks(prepared: Prepared, own_folder: Path) -> tuple[str, ...]:
    """Return what to tell a letter's writer, a sentence each."""
    letter = prepared.letter
    template = finding.find(letter.kind, letter.language, own_folder)
    wanted = letter.language or finding.ENGLISH
    if template.language.partition("-")[0] == wanted.lower().partition("-")[0]:
        return prepared.remarks
    lang = shell_word(wanted, "LANG")
    unspoken = (
        f"There is no {letter.kind} in their language ({letter.language}), so it is in English;"
        f" write one: pulse template edit {letter.kind} --lang {lang}"
    )
    return (*prepared.remarks, unspoken)


def language_of(letter: values.Letter, template: finding.Template) -> str:
    """Return the language of a letter's days: the template's, in the client's variety of it."""
    if letter.language and letter.language.lower().startswith(f"{template.language}-"):
        return letter.language
    return template.language
