"""The rules about the relationship and its health, as naively as ``reference``, from their text.

The text: docs/relationship-rules.md. A rule yields plain findings; ``reference`` gives them
their status and their order.
"""

import zlib
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import reference

WITHOUT_INTERVAL = (
    *("appointment", "outcome", "meeting", "update", "answer"),
    *("own_up", "promise", "moment"),
)
DEFAULTS = {
    "make_good": "7d",
    "look_back": "2w",
    "feedback": "6m",
    "project_feedback": "7d",
    "checkup": "6m",
}
RULES = (*WITHOUT_INTERVAL, *DEFAULTS, "chase", "recap")
NOT_HIDDEN_BY_A_SNOOZE = (
    *("appointment", "outcome", "answer"),
    *("own_up", "make_good", "promise", "recap"),
)

KNOWN = {
    "asked_from": None,
    "rules": {},  # the client's own: {"feedback": "12m", "checkup": "none"}
    "commitments": [],  # {"owed_by", "what", "due_on", "done_on", "dropped_on"}
    "mistakes": [],  # {"what", "entered_on", "told_on", "fix_by", "fixed_on"}
    "reminders": [],  # {"what", "remind_on", "yearly", "done_on"}
    "birthdays": [],  # {"born", "greeted_on"}; born as stored: 1979-04-12, --04-12
    "projects": [],  # {"name", "started_on", "finished_on"}, and perhaps "checkin", "asked_on"
    "feedback": [],  # {"on", "project"}: the project's place in the list, or None
    "checkups": [],  # {"on", "score"}
}


def setting(rule, client, policy):
    """Return what is set for a rule: "none", an interval, or None for nothing."""
    if rule in client["rules"]:
        return client["rules"][rule]
    return policy.get("rules", {}).get(rule)


def is_off(rule, client, policy):
    return setting(rule, client, policy) == "none"


def interval_of(rule, client, policy):
    return reference.written(setting(rule, client, policy) or DEFAULTS[rule])


def is_workday(day, policy):
    if reference.WEEKDAYS[day.weekday()] not in policy["workdays"]:
        return False
    return not any(first <= day <= last for first, last in policy.get("days_off", ()))


def next_workday(day, policy):
    day += timedelta(days=1)
    while not is_workday(day, policy):
        day += timedelta(days=1)
    return day


def last_of(days, today):
    return max((day for day in days if day <= today), default=None)


def asked_from(client):
    return max(client["started_on"], client["asked_from"] or client["started_on"])


def findings(client, policy, today):
    """Yield what every rule finds that isn't off.

    A rule, due_on, act_by, interval, last_on, and the interval that its urgency is measured in
    where that is another.
    """
    for rule, find in ALL.items():
        if not is_off(rule, client, policy):
            for found in find(client, policy, today):
                yield (rule, *found, *(None,) * (5 - len(found)))


def own_up(client, policy, today):
    for mistake in client["mistakes"]:
        if mistake["told_on"] is None:
            yield mistake["entered_on"], mistake["entered_on"]


def make_good(client, policy, today):
    for mistake in client["mistakes"]:
        if mistake["told_on"] is not None and mistake["fixed_on"] is None:
            interval = interval_of("make_good", client, policy)
            due_on = mistake["fix_by"] or reference.plus(mistake["told_on"], interval)
            yield due_on, reference.workday_on_or_before(due_on, policy)


def is_dropped(due_on, today):
    """Whether a question that nobody asked is asked no more."""
    return today >= reference.plus(due_on, "1y")


def look_back(client, policy, today):
    voices = [t["on"] for t in client["touchpoints"] if t["channel"] in reference.VOICE]
    voice_on = last_of(voices, today)
    for mistake in client["mistakes"]:
        fixed_on = mistake["fixed_on"]
        if fixed_on is None:
            continue
        due_on = reference.plus(fixed_on, interval_of("look_back", client, policy))
        act_by = reference.workday_on_or_before(due_on, policy)
        if act_by <= fixed_on:
            act_by = due_on
        # A week before it is due, or when it comes up if that is earlier; after the mending.
        counts_from = max(fixed_on + timedelta(days=1), min(due_on - timedelta(days=7), act_by))
        if (voice_on is None or voice_on < counts_from) and not is_dropped(due_on, today):
            yield due_on, act_by


def open_ones(owed_by, client):
    return [
        c
        for c in client["commitments"]
        if c["owed_by"] == owed_by
        and c["due_on"] is not None
        and c["done_on"] is None
        and c["dropped_on"] is None
    ]


def promise(client, policy, today):
    for commitment in open_ones("us", client):
        due_on = commitment["due_on"]
        yield due_on, reference.workday_on_or_before(due_on, policy)


def is_conversation(touchpoint):
    return touchpoint["channel"] in reference.VOICE and touchpoint.get("purpose") != "chase"


def series_of_chases(client, today):
    """Return the day that chases count from, whether it is a talk's, and those that count."""
    owed_on = min(ask["due_on"] for ask in open_ones("client", client))
    past = reference.touchpoints_until(client, today)
    talk, since = None, [t for t in past if t["on"] > owed_on]
    for number, touchpoint in enumerate(past):
        if is_conversation(touchpoint) and touchpoint["on"] >= owed_on:
            talk, since = touchpoint, past[number + 1 :]  # on its own day, what came in after it
    start = owed_on if talk is None else talk["on"]
    return start, talk is not None, [t for t in since if t.get("purpose") == "chase"]


def chase(client, policy, today):
    if not open_ones("client", client):
        return
    every = reference.written(setting("chase", client, policy) or policy.get("chase_every", "3d"))
    start, talked, chases = series_of_chases(client, today)
    spoken = [t for t in chases if t["channel"] in reference.VOICE]
    letters = [t for t in chases if t["channel"] in reference.WRITTEN]
    moving = [t["on"] for t in spoken + letters[:3]]
    if moving:
        due_on = reference.plus(max(moving), every)
    elif talked:
        due_on = reference.plus(start, every)
    else:
        due_on = start + timedelta(days=1)
    yield due_on, due_on


def talks_to_recap(client, policy, today):
    """Return the talks that wait for a recap, the first one first, each with the day it is due."""
    channels = {"meeting": ("meeting",), "voice": reference.VOICE, "none": ()}[
        policy.get("recap", "meeting")
    ]
    every = setting("recap", client, policy)
    waiting = []
    for talk in reference.touchpoints_until(client, today):
        recapped = talk.get("recapped_on") is not None and talk["recapped_on"] <= today
        if talk["channel"] in channels and talk["on"] >= asked_from(client) and not recapped:
            due_on = (
                reference.plus(talk["on"], every) if every else next_workday(talk["on"], policy)
            )
            if today <= due_on + timedelta(days=30):
                waiting.append((talk, due_on))
    return waiting


def recap(client, policy, today):
    for talk, due_on in talks_to_recap(client, policy, today)[:1]:
        yield due_on, due_on, None, talk["on"]


def in_year(month, day, year):
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return date(year, 2, 28)
    return date(year, month, day)


def occurrence(reminder, today):
    """Return the day of a reminder that counts, None when it is over."""
    on, done_on = reminder["remind_on"], reminder["done_on"]
    if not reminder["yearly"]:
        return on if done_on is None else None
    every = [in_year(on.month, on.day, on.year + n) for n in range(40)]
    passed = [day for day in every if day <= today]
    left = [day for day in every if done_on is None or day > done_on]
    # A year that was missed is over when the next one comes.
    return min(day for day in left if not passed or day >= max(passed))


def moment(client, policy, today):
    for reminder in client["reminders"]:
        on = occurrence(reminder, today)
        if on is not None:
            yield on, reference.workday_on_or_before(on, policy)
    for birthday in client["birthdays"]:
        month, day = int(birthday["born"][-5:-3]), int(birthday["born"][-2:])
        on = min(
            each
            for each in (in_year(month, day, today.year + n) for n in range(-1, 9))
            if each >= today - timedelta(days=7)
            and (birthday["greeted_on"] is None or birthday["greeted_on"] < each)
        )
        act_by = reference.workday_on_or_before(on, policy)
        # Of birthdays those of the next month are known, or of all that counts as soon.
        if act_by <= max(today + timedelta(days=31), reference.plus(today, policy["soon"])):
            yield on, act_by


def given(client, about):
    """Return the days of the feedback that the client gave about a project, or None, about none."""
    return [one["on"] for one in client["feedback"] if one["project"] == about]


def asked_generally(client):
    """Return the days of the letters that asked for feedback, but about no project."""
    about_one = [project.get("asked_on") for project in client["projects"]]
    letters = [t["on"] for t in client["touchpoints"] if t.get("purpose") == "feedback"]
    return [on for on in letters if on not in about_one]


def last_feedback(client, today):
    """Return the last that was given or asked for, about whatever."""
    given = [one["on"] for one in client["feedback"]]
    asked = [t["on"] for t in client["touchpoints"] if t.get("purpose") == "feedback"]
    return last_of(given + asked, today)


def last_feedback_about(number, client, today):
    """Return the last that answers for one project: about it, or about none."""
    asked_on = client["projects"][number].get("asked_on")
    days = given(client, number) + given(client, None) + asked_generally(client)
    return last_of([*days, asked_on] if asked_on is not None else days, today)


def asked_anew(base, interval, policy):
    """Return due_on and act_by; what was just asked isn't asked again on the same day."""
    due_on = reference.plus(base, interval)
    act_by = reference.workday_on_or_before(due_on, policy)
    return due_on, act_by if act_by > base else due_on


def asked_first(client, interval, policy):
    """Return due_on and act_by of what a client is asked for the first time.

    One who came with a past has a week and a workday of its own, in the interval's second half.
    """
    base = asked_from(client)
    due_on, act_by = asked_anew(base, interval, policy)
    if client["asked_from"] is None or client["asked_from"] < client["started_on"]:
        return due_on, act_by
    spans = [
        [due_on - timedelta(days=7 * back + day) for day in range(7)]
        for back in range((due_on - base).days // 14)
    ]
    if not spans:
        return due_on, act_by
    number = zlib.crc32(client["key"].encode())
    weekdays = [day for day in range(7) if reference.WEEKDAYS[day] in policy["workdays"]]
    span = spans[number // len(weekdays) % len(spans)]
    (on,) = (day for day in span if day.weekday() == weekdays[number % len(weekdays)])
    act_by = reference.workday_on_or_before(on, policy)
    return on, act_by if act_by > base else on


def feedback(client, policy, today):
    interval = interval_of("feedback", client, policy)
    last_on = last_feedback(client, today)
    if last_on is None or last_on < asked_from(client):
        yield (*asked_first(client, interval, policy), interval, last_on)
    else:
        yield (*asked_anew(last_on, interval, policy), interval, last_on)


def project_feedback(client, policy, today):
    interval = interval_of("project_feedback", client, policy)
    for number, project in enumerate(client["projects"]):
        finished_on = project["finished_on"]
        if finished_on is None or finished_on > today:
            continue
        heard_on = last_feedback_about(number, client, today) or date.min
        first = reference.plus(finished_on, interval)
        again = max(reference.plus_months(finished_on, 1), first)
        again_by = reference.workday_on_or_before(again, policy)
        if again_by <= finished_on:
            again_by = again
        again_from = max(finished_on + timedelta(days=1), min(again - timedelta(days=7), again_by))
        if heard_on >= again_from or is_dropped(again, today):
            continue
        if today >= again_from or heard_on >= finished_on:
            yield again, again_by, None, None, "1m"
        else:
            yield first, reference.workday_on_or_before(first, policy), None, None, "1w"


def checkup(client, policy, today):
    interval = interval_of("checkup", client, policy)
    last_on = last_of((c["on"] for c in client["checkups"]), today)
    if last_on is None:
        first = "3m" if reference.in_days("3m") < reference.in_days(interval) else interval
        yield (*asked_first(client, first, policy), first, None)
    else:
        yield (*asked_anew(last_on, interval, policy), interval, last_on)


ALL = {
    "own_up": own_up,
    "make_good": make_good,
    "look_back": look_back,
    "promise": promise,
    "chase": chase,
    "recap": recap,
    "moment": moment,
    "feedback": feedback,
    "project_feedback": project_feedback,
    "checkup": checkup,
}


# Health. Each part is a share of 1, or None where nothing is known about it.


def contact(client, policy, today):
    newest_first = sorted(
        reference.past_year(client, policy, today),
        key=lambda ended: (ended[0], ended[1] == "meeting"),
        reverse=True,
    )
    counted = [ended for ended in newest_first if ended[0] > today - timedelta(days=90)]
    if len(counted) < 4:
        counted = newest_first[:4]
    return share(was_kept for _, _, was_kept in counted)


def mood(client, policy, today):
    past = reference.touchpoints_until(client, today)
    moods = [t["mood"] for t in past if t.get("mood") is not None]
    return share(Fraction(one + 2, 4) for one in moods[-5:])


def last_score(client, policy, today):
    known = [c for c in client["checkups"] if c["on"] <= today]
    return Fraction(max(known, key=lambda c: c["on"])["score"]) / 100 if known else None


def promises(client, policy, today):
    """Share those kept in time of those that were decided within 12 months.

    A promise is decided on the day it was done, in time or late, or else when its day is over. One
    that was dropped by its day is neither kept nor broken; dropped later, it was broken.
    """
    kept = []
    for one in client["commitments"]:
        dropped = one["dropped_on"] is not None and one["dropped_on"] <= today
        if one["owed_by"] != "us" or one["due_on"] is None:
            continue
        if dropped and one["dropped_on"] <= one["due_on"]:
            continue
        done = one["done_on"] is not None and one["done_on"] <= today
        if not done and one["due_on"] >= today:
            continue
        decided_on = one["done_on"] if done else one["due_on"]
        if decided_on > reference.plus_months(today, -12):
            kept.append(done and one["done_on"] <= one["due_on"])
    return share(kept)


def mistakes(client, policy, today):
    def happened(day):
        return day is not None and day <= today

    left = [100]
    for one in client["mistakes"]:
        if not happened(one["entered_on"]):
            continue
        if not happened(one["told_on"]):
            left.append(-50)
        elif not happened(one["fixed_on"]):
            left.append(-25)
        else:
            left.append(0)
    return Fraction(max(0, sum(left)), 100) if len(left) > 1 else None


PARTS = {
    "contact": (35, contact),
    "mood": (20, mood),
    "checkup": (20, last_score),
    "promises": (15, promises),
    "mistakes": (10, mistakes),
}
BANDS = ("at risk", "watch", "good")


def share(values):
    values = [Fraction(value) for value in values]
    return sum(values) / len(values) if values else None


def half_up(share):
    return floor(share * 100 + Fraction(1, 2))


def due_dates_missed(client, policy, today):
    """Return how many due dates the silence of today has missed."""
    interval = reference.update_interval_of(client, policy)
    interval = interval or reference.meeting_interval_of(client, policy)
    if interval is None:
        return 0
    base, _ = reference.later(reference.last_reach(client, today), reference.clock_start(client))
    missed = reference.missed_due_dates(base, interval, today)
    return sum(reference.due_date_counts(due_on, interval, client, policy) for due_on in missed)


def health_without_change(client, policy, today):
    found = [
        (name, weight, part)
        for name, (weight, of) in PARTS.items()
        if (part := of(client, policy, today)) is not None
    ]
    if not found:
        return None
    whole = sum(weight * part for _, weight, part in found) / sum(weight for _, weight, _ in found)
    score = half_up(whole)
    by_score = 2 if score >= 75 else 1 if score >= 50 else 0
    missed = due_dates_missed(client, policy, today)
    by_silence = 0 if missed >= 3 else 1 if missed == 2 else 2
    return {
        "score": score,
        "band": BANDS[min(by_score, by_silence)],
        "parts": [
            {"name": name, "weight": weight, "score": half_up(part)} for name, weight, part in found
        ],
        "capped_by": "silence" if by_silence < by_score else None,
    }


def health(client, policy, today):
    """Return the object that ``report --json`` has; None where nothing is known."""
    now = health_without_change(client, policy, today)
    then = health_without_change(client, policy, today - timedelta(days=90))
    return now and now | {"change": now["score"] - then["score"] if then else None}
