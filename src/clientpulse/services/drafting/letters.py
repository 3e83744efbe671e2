"""What a draft is about: read from the store, and given to the letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.commitments import CALL_FROM, ChaseSeries, times
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError
from clientpulse.letters import draft as drafts
from clientpulse.letters import finding, values
from clientpulse.letters.draft import Draft
from clientpulse.letters.rendering import Renderer
from clientpulse.quoting import shell_word
from clientpulse.records import Client, Contact, Reminder, Service, Touchpoint
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import lookup, recaps, text
from clientpulse.services.agenda import agenda, agenda_lines
from clientpulse.services.drafting import occasions, projects
from clientpulse.services.drafting.mistakes import mistake_to_own, refuse_untold
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.queries import letters
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# A client who is asked today has this many days, and then until the next workday.
DAYS_TO_ANSWER = timedelta(days=2)

SAYING_ALL_IS_WELL = ("update", "follow-up")
"""What isn't written over a mistake that the client doesn't know of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to write.

    Attributes:
        kind: One of the kinds of letters.
        news: What is new; for an update.
        mistake_id: The mistake to own; for an apology.
        project: The project to ask about, as typed; for feedback.
        anyway: Write it although the client doesn't know of a mistake.
        about: The conversation that a recap is of, or what a greeting is for, as typed: ``7``,
            ``r3``, ``b12``.
        sent: It is going to be logged, so there has to be something in it.
    """

    kind: str
    client: str
    news: tuple[str, ...] = ()
    mistake_id: int | None = None
    project: str | None = None
    anyway: bool = False
    about: str | None = None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a letter needs, and what its writer should know.

    Attributes:
        letter: What it is about.
        contact: The person it goes to, if one is known.
        remarks: What to tell its writer, a sentence each.
    """

    client: lookup.Found
    letter: values.Letter
    contact: Contact | None
    remarks: tuple[str, ...] = ()

    def with_more(self, *remarks: str, **more: Any) -> Prepared:
        """Return it with more in its letter, by the letter's attributes, and with remarks."""
        return replace(self, letter=replace(self.letter, **more), remarks=(*self.remarks, *remarks))


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
        timezone=client.timezone,
        news=wanted.news,
        meets=client.meeting_interval is not None,
        meeting=talk.meeting,
        # The last line is about their questions: each template has words of its own for these.
        agenda=agenda_lines(talk, client.language)[:-1],
        promises=tuple(queries.commitments.select(reader, client_id=found.id, owed_by=US)),
        asks=tuple(queries.commitments.select(reader, client_id=found.id, owed_by=CLIENT)),
        answer_by=policy.workday_after(today + DAYS_TO_ANSWER),
    )
    so_far = Prepared(found, letter, contact)
    if wanted.kind not in _WRITERS:
        return so_far
    about = _About(reader, today, policy, facts, client, found, people, wanted)
    return _WRITERS[wanted.kind](about, so_far)


def check(wanted: Wanted) -> None:
    """Look whether what was typed belongs to the kind."""
    for given, option, *kinds in (
        (wanted.news, "--news", "update"),
        (wanted.mistake_id is not None, "--mistake", "apology"),
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
    made = renderer.render(
        finding.read(template.path), values.plain(letter, language), template.path
    )
    return drafts.parse(made, str(template.path))


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


@dataclass(frozen=True, slots=True)
class _About:
    """What every kind looks things up with."""

    reader: Reader
    today: date
    policy: Policy
    facts: Facts
    client: Client
    found: lookup.Found
    people: Sequence[Contact]
    wanted: Wanted


def _update(about: _About, so_far: Prepared) -> Prepared:
    if not about.wanted.anyway:
        refuse_untold(about.reader, about.found)
    service = letters.least_mentioned_service(about.reader, about.found.id)
    if service is None or about.wanted.news:
        return so_far
    return so_far.with_more(service=Service(**service._asdict()))


def _recap(about: _About, so_far: Prepared) -> Prepared:
    spoken = _conversation_to_recap(about)
    made = [
        one
        for one in queries.commitments.select(
            about.reader, client_id=about.found.id, only_open=False
        )
        if one.made_on == spoken.occurred_on and one.dropped_on is None
    ]
    remarks = [_note_of(spoken), _written_up_already(spoken, about.today)]
    still_open = [one for one in made if one.open]
    if not still_open and not spoken.agreed:
        on = long_date(spoken.occurred_on)
        nothing, add = f"nothing that was agreed on {on} is written down", "add it"
        if made:
            nothing, add = (
                f"all that was promised and asked on {on} is done",
                "add what else was agreed",
            )
        add += f': pulse touchpoint edit {spoken.id} --agreed "..."'
        if about.wanted.sent:
            raise ConflictError(
                f"{nothing}, so there is nothing to send, and nothing is logged",
                f"{add}; or, if you wrote to them without: "
                f"pulse log {shell_word(about.found.key)} --recap",
            )
        remarks.append(f"{nothing[0].upper()}{nothing[1:]}. {add[0].upper()}{add[1:]}")
    return so_far.with_more(
        *filter(None, remarks),
        conversation=spoken,
        promises=tuple(one for one in still_open if one.owed_by == US),
        asks=tuple(one for one in still_open if one.owed_by == CLIENT),
    )


def _conversation_to_recap(about: _About) -> Touchpoint:
    """Return the conversation that was named, or that waits for a recap, or else the latest."""
    reader, found = about.reader, about.found
    if about.wanted.about is not None:
        return recaps.conversation(reader, found, about.wanted.about)
    spoken = recaps.to_write_up(reader, about.today, about.policy, found.id)
    if spoken is None:
        raise ConflictError(
            f"there was no conversation with {found.key} yet, so there is nothing to recap",
            f"log it first: pulse log {shell_word(found.key)} what was said -c meeting",
        )
    return spoken


def _written_up_already(spoken: Touchpoint, today: date) -> str:
    on = spoken.recapped_on
    return f"Its recap was sent already, on {long_date(on)}." if on and on <= today else ""


def _follow_up(about: _About, so_far: Prepared) -> Prepared:
    if not about.wanted.anyway:
        refuse_untold(about.reader, about.found)
    spoken = queries.recaps.latest_conversation(about.reader, about.found.id, about.today)
    if spoken is None and not so_far.letter.promises and not so_far.letter.asks:
        raise ConflictError(
            f"there was no conversation with {about.found.key} yet, and nothing is open",
            f"log one first: pulse log {shell_word(about.found.key)} what was said",
        )
    if spoken is None:
        return so_far
    return so_far.with_more(*filter(None, [_note_of(spoken)]), conversation=spoken)


def _note_of(spoken: Touchpoint) -> str:
    """Show a note to whoever writes; the letter doesn't hold it."""
    note = (spoken.note or "").strip()
    return f"Your note of {long_date(spoken.occurred_on)}, for you alone: {note}" if note else ""


def _chase(about: _About, so_far: Prepared) -> Prepared:
    asks = so_far.letter.asks
    if not asks:
        raise ConflictError(
            f"{about.found.key} owes you nothing",
            f"see: pulse commitment list {shell_word(about.found.key)}",
        )
    waiting = [one for one in asks if one.due_on is None or one.due_on < about.today]
    listed = tuple(waiting or asks)
    so_far = so_far.with_more(asks=listed)
    series = ChaseSeries.of(about.facts.open_items)
    if series is None or not series.chases:
        return so_far
    count = len(series.chases)
    # Of what was asked for only later they weren't reminded then.
    asked_on = max(one.made_on for one in listed)
    of_all = [one.on for one in series.chases if one.on >= asked_on]
    told = (
        f"They were reminded {times(count)} already, so a call would do more; then:"
        f" pulse log {shell_word(about.found.key)} -c call --chase"
    )
    return so_far.with_more(
        *([told] if count >= CALL_FROM - 1 else ()),
        chased=values.Chased(of_all[0], len(of_all)) if of_all else None,
    )


def _feedback(about: _About, so_far: Prepared) -> Prepared:
    project = projects.to_ask_about(
        *(about.reader, about.today, about.policy, about.found, about.facts),
        about.wanted.project,
    )
    return so_far.with_more(project=project)


def _apology(about: _About, so_far: Prepared) -> Prepared:
    mistake, remarks = mistake_to_own(about.reader, about.found, about.wanted.mistake_id)
    return so_far.with_more(*remarks, mistake=mistake)


def _greeting(about: _About, so_far: Prepared) -> Prepared:
    reader, today, wanted = about.reader, about.today, about.wanted.about
    if wanted is None:
        occasion = occasions.near(reader, today, about.found.id, about.people)
    else:
        occasion = occasions.chosen(reader, today, about.found, wanted)
    if occasion is None:
        return so_far
    person = occasions.whose(occasion, about.found, about.people)
    noted = [] if occasion.reminder is None else [_text_of(occasion.reminder, occasion.on)]
    so_far = so_far.with_more(*noted, occasion=replace(occasion, person=person))
    if person is None or so_far.contact is None or person.id == so_far.contact.id:
        return so_far
    told = f"It is written to {person.name}."
    return replace(so_far, contact=person).with_more(told, contact=person.name)


def _text_of(reminder: Reminder, on: date) -> str:
    """Show a reminder's text to whoever writes; the letter only names its day."""
    own_words = "To say it in your own words: --edit"
    return f"Your reminder of {long_date(on)}, for you alone: {reminder.what} ({own_words})"


_WRITERS = {
    "update": _update,
    "recap": _recap,
    "feedback": _feedback,
    "chase": _chase,
    "apology": _apology,
    "follow-up": _follow_up,
    "greeting": _greeting,
}
