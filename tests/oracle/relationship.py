"""The rules about the relationship, as naively as ``reference``, and likewise from their text.

The text: docs/relationship-rules.md. A rule yields plain findings; ``reference`` gives them
their status and their order.
"""

from datetime import date, timedelta

import reference

WITHOUT_INTERVAL = ("appointment", "outcome", "meeting", "update", "own_up", "promise", "moment")
DEFAULTS = {
    "make_good": "7d",
    "look_back": "2w",
    "feedback": "6m",
    "project_feedback": "7d",
    "checkup": "6m",
}
RULES = (*WITHOUT_INTERVAL, *DEFAULTS, "chase", "recap")
NOT_HIDDEN_BY_A_SNOOZE = ("appointment", "outcome", "own_up", "make_good", "promise", "recap")

KNOWN = {
    "asked_from": None,
    "rules": {},  # the client's own: {"feedback": "12m", "checkup": "none"}
    "commitments": [],  # {"owed_by", "what", "due_on", "done_on", "dropped_on"}
    "mistakes": [],  # {"what", "entered_on", "told_on", "fix_by", "fixed_on"}
    "reminders": [],  # {"what", "remind_on", "yearly", "done_on"}
    "birthdays": [],  # as stored: 1979-04-12, --04-12
    "projects": [],  # {"name", "finished_on"}
    "feedback": [],  # {"on", "project"}: the project's place in the list, or None
    "checkups": [],  # days
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


def with_purpose(purpose, client, today):
    return last_of((t["on"] for t in client["touchpoints"] if t.get("purpose") == purpose), today)


def asked_from(client):
    return max(client["started_on"], client["asked_from"] or client["started_on"])


def findings(client, policy, today):
    """Yield (rule, due_on, act_by, interval, last_on) of every rule that isn't off."""
    for rule, find in ALL.items():
        if not is_off(rule, client, policy):
            for due_on, act_by, *rest in find(client, policy, today):
                yield (rule, due_on, act_by, *(rest or (None, None)))


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
        if voice_on is None or voice_on < counts_from:
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


def chase(client, policy, today):
    chased_on = with_purpose("chase", client, today)
    again = reference.written(setting("chase", client, policy) or policy.get("chase_every", "3d"))
    days = []
    for ask in open_ones("client", client):
        if chased_on is not None and chased_on > ask["due_on"]:
            days.append(reference.plus(chased_on, again))
        else:
            days.append(ask["due_on"] + timedelta(days=1))
    if days:
        yield min(days), min(days)


def recap(client, policy, today):
    channels = {"meeting": ("meeting",), "voice": reference.VOICE, "none": ()}[
        policy.get("recap", "meeting")
    ]
    talked = [t["on"] for t in client["touchpoints"] if t["channel"] in channels]
    recapped_on = with_purpose("recap", client, today) or date.min
    waiting = [on for on in talked if asked_from(client) <= on <= today and on > recapped_on]
    if not waiting:
        return
    talked_on = min(waiting)
    every = setting("recap", client, policy)
    due_on = reference.plus(talked_on, reference.written(every)) if every else None
    due_on = due_on or next_workday(talked_on, policy)
    yield due_on, due_on, None, talked_on


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
    reach = reference.last_reach(client, today)
    for born in client["birthdays"]:
        month, day = int(born[-5:-3]), int(born[-2:])
        days = [in_year(month, day, today.year + n) for n in (-1, 0, 1)]
        on = min(each for each in days if each >= today - timedelta(days=7))
        act_by = reference.workday_on_or_before(on, policy)
        # Of birthdays those of the next month are known, or of all that counts as soon.
        horizon = max(today + timedelta(days=31), reference.plus(today, policy["soon"]))
        greeted_on = with_purpose("greeting", client, today)
        if greeted_on is not None and greeted_on >= on - timedelta(days=7):
            continue
        if act_by <= horizon and (reach is None or reach["on"] < act_by):
            yield on, act_by


def last_feedback(client, today):
    given = [f["on"] for f in client["feedback"]]
    asked = [t["on"] for t in client["touchpoints"] if t.get("purpose") == "feedback"]
    return last_of(given + asked, today)


def asked_anew(base, interval, policy):
    """Return due_on and act_by; what was just asked isn't asked again on the same day."""
    due_on = reference.plus(base, interval)
    act_by = reference.workday_on_or_before(due_on, policy)
    return due_on, act_by if act_by > base else due_on


def feedback(client, policy, today):
    interval = interval_of("feedback", client, policy)
    last_on = last_feedback(client, today)
    base = max(asked_from(client), last_on or date.min)
    yield (*asked_anew(base, interval, policy), interval, last_on)


def project_feedback(client, policy, today):
    interval = interval_of("project_feedback", client, policy)
    for number, project in enumerate(client["projects"]):
        finished_on = project["finished_on"]
        if finished_on is None or finished_on > today:
            continue
        of_it = last_of((f["on"] for f in client["feedback"] if f["project"] == number), today)
        heard_on = max(of_it or date.min, last_feedback(client, today) or date.min)
        first = reference.plus(finished_on, interval)
        again = max(reference.plus_months(finished_on, 1), first)
        again_by = reference.workday_on_or_before(again, policy)
        if again_by <= finished_on:
            again_by = again
        again_from = max(finished_on + timedelta(days=1), min(again - timedelta(days=7), again_by))
        if heard_on >= again_from:
            continue
        if today >= again_from or heard_on >= finished_on:
            yield again, again_by
        else:
            yield first, reference.workday_on_or_before(first, policy)


def checkup(client, policy, today):
    interval = interval_of("checkup", client, policy)
    last_on = last_of(client["checkups"], today)
    if last_on is None:
        first = "3m" if reference.in_days("3m") < reference.in_days(interval) else interval
        yield (*asked_anew(asked_from(client), first, policy), first, None)
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
