"""What each kind of letter is about, beyond what all of them say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from clientpulse.cadence.rules.commitments import CALL_FROM, ChaseSeries, times
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.letters import values
from clientpulse.quoting import shell_word
from clientpulse.records import Reminder, Service, Touchpoint
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import recaps
from clientpulse.services.drafting import occasions, projects, standing
from clientpulse.services.drafting.mistakes import mistake_to_own, refuse_untold
from clientpulse.services.drafting.prepared import About, Prepared
from clientpulse.store import queries
from clientpulse.store.queries import letters

# Nobody is thanked for a conversation of longer ago: the letter says only where things stand.
FRESH = timedelta(days=30)


def _update(about: About, so_far: Prepared) -> Prepared:
    if not about.wanted.anyway:
        refuse_untold(about.reader, about.found)
    facts = about.facts
    waiting = [one.occurred_on for one in facts.open_items.messages]
    rests = facts.paused or facts.archived or waiting
    well = not rests and standing.on_track(about.reader, about.today, about.found.id)
    told = [f"They wrote on {long_date(min(waiting))}, and wait for an answer."] if waiting else []
    so_far = so_far.with_more(*told, on_track=well)
    service = letters.least_mentioned_service(about.reader, about.found.id)
    if service is None or about.wanted.news:
        return so_far
    return so_far.with_more(service=Service(**service._asdict()))


def _recap(about: About, so_far: Prepared) -> Prepared:
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


def _conversation_to_recap(about: About) -> Touchpoint:
    """Return the conversation that was named, or that waits for a recap, or else the latest."""
    reader, found = about.reader, about.found
    if about.wanted.about is not None:
        return recaps.conversation(reader, about.today, found, about.wanted.about)
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


def _follow_up(about: About, so_far: Prepared) -> Prepared:
    if not about.wanted.anyway:
        refuse_untold(about.reader, about.found)
    spoken = queries.recaps.latest_conversation(about.reader, about.found.id, about.today)
    if spoken is None and not so_far.letter.promises and not so_far.letter.asks:
        raise ConflictError(
            f"there was no conversation with {about.found.key} yet, and nothing is open",
            f"log one first: pulse log {shell_word(about.found.key)} what was said",
        )
    if spoken is None or about.today - spoken.occurred_on > FRESH:
        return so_far
    return so_far.with_more(*filter(None, [_note_of(spoken)]), conversation=spoken)


def _note_of(spoken: Touchpoint) -> str:
    """Show a note to whoever writes; the letter doesn't hold it."""
    note = (spoken.note or "").strip()
    return f"Your note of {long_date(spoken.occurred_on)}, for you alone: {note}" if note else ""


def _chase(about: About, so_far: Prepared) -> Prepared:
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


def _feedback(about: About, so_far: Prepared) -> Prepared:
    project = projects.to_ask_about(
        *(about.reader, about.today, about.policy, about.found, about.facts),
        about.wanted.project,
    )
    return so_far.with_more(project=project)


def _apology(about: About, so_far: Prepared) -> Prepared:
    mistake, remarks = mistake_to_own(about.reader, about.today, about.found, about.wanted.mistake)
    return so_far.with_more(*remarks, mistake=mistake)


def _greeting(about: About, so_far: Prepared) -> Prepared:
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


WRITERS = {
    "update": _update,
    "recap": _recap,
    "feedback": _feedback,
    "chase": _chase,
    "apology": _apology,
    "follow-up": _follow_up,
    "greeting": _greeting,
}
"""What else each kind of letter needs, by kind."""
