"""A second, naive engine to hold the product's against.

It is deliberately independent: written from the text of the rules alone, by somebody who had not
looked at the product's engine, and it shares no code with it. It is as literal as possible and
slow. Whoever changes a rule changes the rules' text first, then each engine from the text; never
mend one engine by looking at the other.

What goes in is plain: a client is a dict (see ``client``), a touchpoint or a booked meeting too, a
policy is a dict like the config file. What comes out looks like the items of ``due --json`` and
``report --json``, with the fields that the rules decide.
"""

import calendar
from datetime import date, timedelta
from fractions import Fraction

import relationship

NAMES = {
    "daily": "1d",
    "weekly": "1w",
    "biweekly": "2w",
    "fortnightly": "2w",
    "monthly": "1m",
    "bimonthly": "2m",
    "quarterly": "3m",
    "semiannual": "6m",
    "half-yearly": "6m",
    "annual": "1y",
    "yearly": "1y",
}
VOICE = ("meeting", "call", "video", "visit")
WRITTEN = ("email", "message", "letter")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# The classes of the order, by rule, of what is overdue.
CLASS_WHEN_OVERDUE = {
    "own_up": 2,
    **dict.fromkeys(("promise", "make_good", "answer"), 3),
    **dict.fromkeys(("outcome", "recap", "meeting", "update"), 4),
    **dict.fromkeys(("chase", "look_back", "moment"), 5),
    **dict.fromkeys(("feedback", "project_feedback", "checkup"), 7),
}
LATER = 9  # what isn't listed has no class; where it is shown all the same, it comes after the rest
NOT_IN_THE_JSON = ("at", "times_late", "weight")

POLICY = {
    "workdays": ["mon", "tue", "wed", "thu", "fri"],
    "soon": "1w",
    "over_communication": {"12w": "monthly", "6w": "biweekly", "8d": "weekly"},
}


def client(key, started_on, **facts):
    """Return a client with everything that can be said about one; ``facts`` say otherwise."""
    known = {
        "key": key,
        "name": key,
        "meeting_interval": None,
        "update_interval": None,  # None: the over-communication rule decides; "none": no updates
        "started_on": started_on,
        "clock_on": None,  # from when the cadence counts, where that isn't the start
        "prefers": None,
        "archived_on": None,
        "paused_on": None,
        "paused_until": None,
        "snoozed_on": None,
        "snoozed_until": None,
        # In the order of entry: {"on", "channel", "direction"}, and perhaps "at", "last_at",
        # "purpose", "mood", "needs_answer", "recapped_on".
        "touchpoints": [],
        "meetings": [],  # {"on", "at", "state"}: booked, held or cancelled; "at" may be missing
        "tags": [],
        **relationship.KNOWN,
    }
    assert not facts.keys() - known.keys()
    return known | facts


# Intervals


def written(interval):
    """Return ``3m`` for ``quarterly``, and ``3m`` for ``3m``; None for none."""
    if interval is None or interval == "none":
        return None
    return NAMES.get(interval, interval)


def parts(interval):
    interval = written(interval)
    return int(interval[:-1]), interval[-1]


def in_days(interval):
    """Return the span in days, to compare and to rank: d=1, w=7, m=30.4375, y=365.25."""
    count, unit = parts(interval)
    return (
        count
        * {
            "d": Fraction(1),
            "w": Fraction(7),
            "m": Fraction("30.4375"),
            "y": Fraction("365.25"),
        }[unit]
    )


def plus_months(day, months):
    """Keep the day of the month, and clip to the month's last day."""
    years, month0 = divmod(day.year * 12 + (day.month - 1) + months, 12)
    last = calendar.monthrange(years, month0 + 1)[1]
    return date(years, month0 + 1, min(day.day, last))


def plus(day, interval, times=1):
    """Add an interval to a day, or several of them at once: 31 Jan and two months is 31 Mar."""
    count, unit = parts(interval)
    count *= times
    if unit == "d":
        return day + timedelta(days=count)
    if unit == "w":
        return day + timedelta(days=7 * count)
    if unit == "m":
        return plus_months(day, count)
    return plus_months(day, 12 * count)


# Cadence


def update_by_rule(meeting_interval, policy):
    """Look up the over-communication table, longest first."""
    if written(meeting_interval) is None:
        return None
    table = policy["over_communication"]
    for at_least in sorted(table, key=in_days, reverse=True):
        if in_days(meeting_interval) >= in_days(at_least):
            return written(table[at_least])
    return None


def meeting_interval_of(client, policy):
    """Return what was agreed, None too where nothing is to be reminded of."""
    return (
        None
        if relationship.is_off("meeting", client, policy)
        else written(client["meeting_interval"])
    )


def update_interval_of(client, policy):
    if relationship.is_off("update", client, policy):
        return None
    if client["update_interval"] is not None:
        return written(client["update_interval"])
    return update_by_rule(client["meeting_interval"], policy)


def checked_in_on(client, today):
    """Return the running project whose check-in interval is the shortest; None without any."""
    running = [
        project
        for project in client["projects"]
        if written(project.get("checkin")) is not None
        and project["started_on"] <= today
        and (project["finished_on"] is None or project["finished_on"] > today)
    ]
    return min(running, key=lambda p: (in_days(p["checkin"]), p["started_on"]), default=None)


def update_in_force(client, policy, today):
    """Return how often an update goes out, who says so, and the project where it is one."""
    if relationship.is_off("update", client, policy):
        return None, None, None
    agreed, project = update_interval_of(client, policy), checked_in_on(client, today)
    if project is not None and (agreed is None or in_days(project["checkin"]) < in_days(agreed)):
        return written(project["checkin"]), "project", project
    if agreed is None:
        return None, None, None
    return agreed, "rule" if client["update_interval"] is None else "client", None


def has_cadence(client, policy, today):
    return (
        meeting_interval_of(client, policy) is not None
        or update_in_force(client, policy, today)[0] is not None
    )


# Facts as of today


def clock_start(client):
    return client["started_on"] if client["clock_on"] is None else client["clock_on"]


def is_reaching(touchpoint):
    return touchpoint["channel"] in VOICE or touchpoint["direction"] == "outbound"


def touchpoints_until(client, today):
    """Return what happened until today, oldest first; on one day in the order of logging."""
    past = [t for t in client["touchpoints"] if t["on"] <= today]
    return sorted(past, key=lambda t: t["on"])


def last_meeting(client, today):
    found = [t for t in touchpoints_until(client, today) if t["channel"] == "meeting"]
    return found[-1] if found else None


def last_reach(client, today):
    found = [t for t in touchpoints_until(client, today) if is_reaching(t)]
    return found[-1] if found else None


def written_streak(client, today):
    streak = 0
    for touchpoint in touchpoints_until(client, today):
        if touchpoint["channel"] in VOICE:
            streak = 0
        elif is_reaching(touchpoint):
            streak += 1
    return streak


def waits_for_an_answer(client, today):
    """Return the oldest touchpoint of the last 30 days that needs an answer and got none."""
    entered = [(n, t) for n, t in enumerate(client["touchpoints"]) if t["on"] <= today]

    def came_after(one, other, time=lambda touchpoint: touchpoint.get("at")):
        (number, touchpoint), (other_number, other_touchpoint) = one, other
        if touchpoint["on"] == other_touchpoint["on"]:
            at, other_at = time(touchpoint), time(other_touchpoint)
            if at is not None and other_at is not None and at != other_at:
                return at > other_at
        return (touchpoint["on"], number) > (other_touchpoint["on"], other_number)

    def ended(touchpoint):
        """Several messages of a day are one touchpoint, and its last one counts here."""
        return touchpoint.get("last_at") or touchpoint.get("at")

    reached = [one for one in entered if is_reaching(one[1])]
    oldest = None
    for one in entered:
        touchpoint = one[1]
        if (
            touchpoint["channel"] in WRITTEN
            and touchpoint["direction"] == "inbound"
            and touchpoint.get("needs_answer")
            and touchpoint["on"] >= today - timedelta(days=30)
            and not any(came_after(reach, one, ended) for reach in reached)
            and (oldest is None or came_after(oldest, one))
        ):
            oldest = one
    return oldest and oldest[1]


def next_meeting_on(client, today):
    ahead = [m["on"] for m in client["meetings"] if m["state"] == "booked" and m["on"] >= today]
    return min(ahead, default=None)


def appointment_at(client, today):
    """Return the time of today's meeting, the first of those that have one; None without."""
    times = [m.get("at") for m in client["meetings"] if m["state"] == "booked" and m["on"] == today]
    return min((at for at in times if at is not None), default=None)


def is_archived(client):
    return client["archived_on"] is not None


def is_paused(client, today):
    if client["paused_on"] is None:
        return False
    return client["paused_until"] is None or today < client["paused_until"]


def is_snoozed(client, today):
    return client["snoozed_until"] is not None and today < client["snoozed_until"]


def was_paused(client, day):
    """Whether a pause is known to have lasted on a day of the past; of one that is all."""
    return is_paused(client, day) and client["paused_on"] <= day


def was_snoozed(client, day):
    began_on = client["snoozed_on"]
    return is_snoozed(client, day) and began_on is not None and began_on <= day


def workday_on_or_before(day, policy):
    while not relationship.is_workday(day, policy):
        day -= timedelta(days=1)
    return day


# Rules


def weight_of(client, policy):
    """Return the greatest weight of the client's tags; 1 where none of them has any."""
    weights = policy.get("weights", {})
    return max((Fraction(str(weights[tag])) for tag in client["tags"] if tag in weights), default=1)


def is_booked_in_time(client, due_on, interval, today):
    last = plus(max(due_on, today), interval)
    return any(m["state"] == "booked" and today <= m["on"] <= last for m in client["meetings"])


def class_of(rule, status):
    """Return the first class that an item fits."""
    if status == "today":
        return 1
    if rule == "own_up":
        return 2
    if status == "overdue":
        return CLASS_WHEN_OVERDUE[rule]
    return {"due": 6, "soon": 8}.get(status, LATER)


def items_of(client, policy, today):
    """Return every item that the rules give, before hiding, with all statuses."""
    items = []

    def item(rule, due_on, act_by, interval=None, last=None, measured_in=None):
        if relationship.is_off(rule, client, policy):
            return
        if rule == "appointment":
            status = "today"
        elif today > due_on:
            status = "overdue"
        elif act_by <= today:
            status = "due"
        elif act_by <= plus(today, policy["soon"]):
            status = "soon"
        else:
            status = "later"
        days_overdue = max(0, (today - due_on).days)
        measured_in = "1w" if rule in ("outcome", "recap") else measured_in or interval
        items.append(
            {
                "client": client["name"],
                "key": client["key"],
                "rule": rule,
                "status": status,
                "due_on": due_on,
                "act_by": act_by,
                "days_overdue": days_overdue,
                "class": class_of(rule, status),
                "times_late": measured_in and days_overdue / in_days(measured_in),
                "weight": weight_of(client, policy),
                "at": appointment_at(client, today) if rule == "appointment" else None,
                "interval": interval,
                "last_on": last["on"] if last else None,
                "last_channel": last["channel"] if last else None,
            }
        )

    if next_meeting_on(client, today) == today:
        item("appointment", today, today)
    for meeting in client["meetings"]:
        if meeting["state"] == "booked" and meeting["on"] < today:
            item("outcome", meeting["on"], meeting["on"])

    interval = meeting_interval_of(client, policy)
    if interval is not None:
        base, counted_from = later(last_meeting(client, today), clock_start(client))
        due_on = plus(base, interval)
        if not is_booked_in_time(client, due_on, interval, today):
            lead = min(14, int(in_days(interval) // 4))
            act_by = workday_on_or_before(due_on - timedelta(days=lead), policy)
            item("meeting", due_on, act_by, interval, counted_from)

    interval, _, project = update_in_force(client, policy, today)
    if interval is not None:
        start = max(clock_start(client), project["started_on"] if project else date.min)
        base, counted_from = later(last_reach(client, today), start)
        due_on = plus(base, interval)
        act_by = workday_on_or_before(due_on, policy)
        if not act_by > base:
            act_by = due_on
        item("update", due_on, act_by, interval, counted_from)

    touchpoint = waits_for_an_answer(client, today)
    if touchpoint is not None:
        due_on = relationship.next_workday(touchpoint["on"], policy)
        item("answer", due_on, due_on, None, touchpoint)

    for rule, due_on, act_by, interval, last_on, measured_in in relationship.findings(
        client, policy, today
    ):
        last = last_on and {"on": last_on, "channel": None}
        item(rule, due_on, act_by, interval, last, measured_in)
    return items


def later(touchpoint, start):
    """Return the day to count from, and the touchpoint if it is that one's (a tie is)."""
    if touchpoint is not None and touchpoint["on"] >= start:
        return touchpoint["on"], touchpoint
    return start, None


def shown_items(client, policy, today):
    """Hide what an archive, a pause or a snooze hides."""
    if is_archived(client) or is_paused(client, today):
        return []
    items = items_of(client, policy, today)
    if is_snoozed(client, today):
        items = [i for i in items if i["rule"] in relationship.NOT_HIDDEN_BY_A_SNOOZE]
    return items


def order(item):
    if item["class"] == 1:
        within = (item["at"] is None, item["at"] or "")
    elif item["class"] == 2:
        within = (item["due_on"],)
    elif item["class"] in (3, 5):
        within = (-item["days_overdue"],)
    elif item["class"] == 4:
        within = (-item["times_late"] * item["weight"],)
    elif item["class"] == 7:
        within = (-item["times_late"],)  # weights are for the most urgent
    else:
        within = (item["due_on"], CLASS_WHEN_OVERDUE[item["rule"]])
    # The rules leave open what decides between clients of one name: here the last two.
    names = (item["client"], item["rule"], item["due_on"], item["key"])
    return (item["class"], *within, *names)


def plain(item):
    return {
        k: v.isoformat() if isinstance(v, date) else v
        for k, v in item.items()
        if k not in NOT_IN_THE_JSON
    }


def due(clients, policy, today, within=None):
    """Return the items of ``due --json``."""
    wanted = ["today", "overdue", "due"]
    if within is not None:
        wanted.append("soon")
        policy = policy | {"soon": within}
    items = [i for c in clients for i in shown_items(c, policy, today) if i["status"] in wanted]
    return [plain(i) for i in sorted(items, key=order)]


# The report


def missed_due_dates(opened_on, interval, before):
    """Return the due dates of what was opened on a day, each counted from there, up to another."""
    days = []
    while (due_on := plus(opened_on, interval, len(days) + 1)) < before:
        days.append(due_on)
    return days


def due_date_counts(due_on, interval, client, policy):
    """Whether it counts whether anybody was heard from by this due date."""
    if was_paused(client, due_on) or was_snoozed(client, due_on):
        return False
    return in_days(interval) >= 7 or relationship.is_workday(due_on, policy)


def ended_intervals(openings, interval, client, policy, today):
    """Return (ended_on, was_kept) of one cadence's past; ``openings`` are distinct, oldest first.

    What is kept was kept, whatever day it would have been due on: only what is missed is missed on
    a due date.
    """
    ended = []
    for opened_on, closed_on in zip(openings, [*openings[1:], None], strict=True):
        if closed_on is not None and closed_on <= plus(opened_on, interval):
            ended.append((closed_on, True))
        else:
            ended += [
                (due_on, False)
                for due_on in missed_due_dates(opened_on, interval, closed_on or today)
                if due_date_counts(due_on, interval, client, policy)
            ]
    return ended


def past_year(client, policy, today):
    """Return (ended_on, kind, was_kept) of what ended within the last 12 months."""
    past = touchpoints_until(client, today)
    start = clock_start(client)
    found = []
    for kind, interval, wanted in (
        ("update", update_interval_of(client, policy), is_reaching),
        ("meeting", meeting_interval_of(client, policy), lambda t: t["channel"] == "meeting"),
    ):
        if interval is None:
            continue
        openings = sorted({start} | {t["on"] for t in past if wanted(t) and t["on"] > start})
        for ended_on, was_kept in ended_intervals(openings, interval, client, policy, today):
            if ended_on > plus_months(today, -12):
                found.append((ended_on, kind, was_kept))
    return found


def touchpoints_by_week(client, today):
    weeks = [0] * 12
    for touchpoint in client["touchpoints"]:
        ago = (today - touchpoint["on"]).days
        if 0 <= ago < 12 * 7:
            weeks[11 - ago // 7] += 1
    return weeks


def client_status(client, policy, today):
    first = min(shown_items(client, policy, today), key=order, default=None)
    if first is not None and first["status"] != "later":
        return first["status"]
    if is_paused(client, today):
        return "paused"
    if is_snoozed(client, today):
        return "snoozed"
    return "on_track" if has_cadence(client, policy, today) else "no_cadence"


def report(clients, policy, today):
    """Return the items of ``report --json`` by key, of clients that aren't archived."""
    return {c["key"]: report_item(c, policy, today) for c in clients if not is_archived(c)}


def report_item(client, policy, today):
    first = min(shown_items(client, policy, today), key=order, default=None)
    meeting, reach = last_meeting(client, today), last_reach(client, today)
    update_interval, update_from, _ = update_in_force(client, policy, today)
    ended = past_year(client, policy, today)
    return plain(
        {
            "client": client["name"],
            "key": client["key"],
            "status": client_status(client, policy, today),
            "meeting_interval": meeting_interval_of(client, policy),
            "update_interval": update_interval,
            "update_from": update_from,
            "last_meeting_on": meeting["on"] if meeting else None,
            "next_meeting_on": next_meeting_on(client, today),
            "last_reach_on": reach["on"] if reach else None,
            "last_channel": reach["channel"] if reach else None,
            "next_rule": first["rule"] if first else None,
            "next_due_on": first["due_on"] if first else None,
            "kept": sum(was_kept for _, _, was_kept in ended),
            "counted": len(ended),
            "touchpoints_by_week": touchpoints_by_week(client, today),
            "started_on": client["started_on"],
            "snoozed_until": client["snoozed_until"] if is_snoozed(client, today) else None,
            "health": relationship.health(client, policy, today),
        }
    )
