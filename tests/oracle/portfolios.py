"""Made-up portfolios, as plain dicts for ``reference``: dense where the rules have their edges."""

import random
from datetime import date, timedelta

import reference
import relationship

TODAYS = (
    date(2026, 11, 21),  # a Saturday
    date(2028, 2, 29),
    date(2027, 2, 28),  # a Sunday and a month's end
    date(2026, 12, 31),
    date(2027, 1, 31),  # a Sunday
    date(2026, 4, 30),
    date(2025, 3, 1),
    date(2026, 6, 15),  # a Monday
    date(2024, 2, 29),
    date(2029, 2, 28),
)
CLIENT_NAMES = ("Acme", "Beck", "Beck", "Beck & Co", "Cole Ltd", "Dorn", "Zoll", "Acme GmbH")
WITHINS = ("1d", "3d", "10d", "weekly", "1m", "monthly", "2m", "7w", "1y")
SOONS = ("1d", "5d", "1w", "weekly", "10d", "2w", "1m", "bimonthly")
# Around the rows of the over-communication table, and where the lead time turns.
EDGES = (
    *("2d", "3d", "5d", "7d", "8d", "10d", "30d", "31d", "41d", "42d", "55d", "56d", "83d", "84d"),
    *("3w", "4w", "5w", "6w", "8w", "9w", "12w", "2m", "4m", "5m", "11m", "12m", "13m", "2y"),
)
TAGS = ("key", "slow payer", "retail", "small")
TIMES = ("09:00", "09:00", "11:30", "16:45")
TABLE_ROWS = ("1d", "5d", "8d", "2w", "20d", "1m", "6w", "2m", "12w", "3m", "20w", "1y", "2y")


def interval(rng):
    """Return an interval as the store holds it."""
    kind = rng.random()
    if kind < 0.6:
        return reference.written(rng.choice(list(reference.NAMES)))
    if kind < 0.9:
        return rng.choice(EDGES)
    return f"{rng.choice((rng.randint(1, 20), rng.randint(1, 999)))}{rng.choice('dwmy')}"


def policy(rng, today):
    """Return a policy as the config file has it."""
    rows = rng.sample(TABLE_ROWS, rng.randint(1, 4))
    return {
        "workdays": rng.sample(reference.WEEKDAYS, rng.randint(1, 7)),
        "soon": rng.choice(SOONS),
        "over_communication": {
            row: rng.choice((*reference.NAMES, "3d", "9d", "3w", "5w", "2y")) for row in rows
        },
        "rules": rules(rng, rng.choice((0, 0, 1, 3))),
        "chase_every": rng.choice(("1d", "3d", "1w")),
        "recap": rng.choice(("meeting", "meeting", "voice", "none")),
        "weights": {
            tag: rng.choice((0.1, 0.5, 1, 1.5, 2, 2.0, 3, 7, 12, 1000))
            for tag in rng.sample(TAGS, rng.randint(0, 3))
        },
        "days_off": [
            (first, first + timedelta(days=rng.choice((0, 1, 4, 9, 20))))
            for first in (
                today + timedelta(days=rng.choice((rng.randint(-12, 40), rng.randint(-150, 0))))
                for _ in range(rng.choice((0, 1, 3)))
            )
        ],
    }


def rules(rng, count):
    """Return settings of rules: some off, some with an interval of their own."""
    chosen = {}
    asking = ("recap", "feedback", "checkup", "chase")
    for rule in rng.sample(rng.choice((relationship.RULES, asking)), count):
        spans = ("none",) if rule in relationship.WITHOUT_INTERVAL else ("none", "3d", "9d", "2m")
        chosen[rule] = rng.choice(spans)
    return chosen


def near(rng, today):
    """Return a day of the four years before today, and more often one where something turns."""
    kind = rng.random()
    if kind < 0.3:
        return today - timedelta(days=rng.randint(0, 70))
    if kind < 0.4:
        return reference.plus_months(today, -12) + timedelta(days=rng.randint(-2, 2))
    if kind < 0.5:
        month = reference.plus_months(today.replace(day=1), -rng.randint(0, 30))
        return month - timedelta(days=1)
    if kind < 0.55:
        leap_day = date(2024 if today < date(2028, 2, 29) else 2028, 2, 29)
        return min(leap_day, today)
    return today - timedelta(days=rng.randint(0, 4 * 365))


def walk(rng, start, last, cadence):
    """Yield days about one interval apart, often to the day, until ``last``."""
    day = start
    while True:
        day = reference.plus(day, cadence) + timedelta(days=rng.choice((-1, 0, 0, 1, 3, -5)))
        if day > last or day <= start:
            return
        yield day


def touchpoints(rng, client, today):
    """Return touchpoints, in the order of logging, which isn't always that of their days."""
    last = today + timedelta(days=rng.choice((0, 0, 1, 30)))
    channels = rng.choice(
        (
            reference.VOICE + reference.WRITTEN,
            reference.WRITTEN,
            ("meeting",),
            ("meeting", "email", "email"),
        )
    )
    days = [near(rng, today) for _ in range(rng.choice((0, 0, 1, 2, 5, 9)))]
    starts = [client["started_on"], reference.clock_start(client)]
    days += [start + timedelta(days=rng.randint(-3, 3)) for start in starts]
    for cadence in (client["meeting_interval"], client["update_interval"]):
        if reference.written(cadence) is not None and rng.random() < 0.6:
            days += list(walk(rng, near(rng, today), last, cadence))[-40:]
    if rng.random() < 0.2:
        days += [today + timedelta(days=rng.randint(0, 9)) for _ in range(2)]
    if days and rng.random() < 0.4:
        days += rng.choices(days, k=3)  # several on a day
    if rng.random() < 0.8:
        days.sort()
    else:
        rng.shuffle(days)
    if rng.random() < 0.15:
        days = []
    if rng.random() < 0.2:  # a long silence
        silent_since = today - timedelta(days=rng.choice((15, 40, 100, 200, 400)))
        days = [day for day in days if day <= silent_since]
    has_moods = rng.random() < 0.3
    return [
        {
            "on": day,
            "channel": rng.choice(channels),
            "direction": rng.choice(("outbound", "outbound", "inbound")),
            "mood": rng.choice((None, -2, -1, 0, 1, 2)) if has_moods else None,
        }
        for day in days
    ]


def forgotten(rng, client, today):
    """Return the touchpoints of a client who was looked after well, and then wasn't."""
    rhythm = reference.update_interval_of(client, reference.POLICY) or client["meeting_interval"]
    if rhythm is None or reference.in_days(rhythm) > 100:
        rhythm = "1m"
    silent_for = rng.choice((1, 2, 2, 3, 3, 4))
    last = reference.plus(today, rhythm, -silent_for) + timedelta(days=rng.choice((-1, -1, 0, 1)))
    return [
        {
            "on": reference.plus(last, rhythm, -n),
            "channel": rng.choice(("meeting", "call", "email")),
            "direction": "outbound",
            "mood": rng.choice((None, None, 1, 2)),
        }
        for n in reversed(range(rng.choice((5, 15, 40))))
    ]


def meetings(rng, client, today):
    """Return booked, held and cancelled meetings, around today and where one is just in time."""
    days = (-90, -8, -2, -1, -1, 0, 0, 0, 1, 5, 60, 400, 800, 4000)
    ahead = [today + timedelta(days=n) for n in days]
    interval = reference.meeting_interval_of(client, reference.POLICY)
    if interval is not None and rng.random() < 0.4:
        last = reference.last_meeting(client, today)
        due_on = reference.plus(reference.later(last, reference.clock_start(client))[0], interval)
        for limit in (reference.plus(due_on, interval), reference.plus(today, interval)):
            ahead += [limit + timedelta(days=n) for n in (-1, 0, 1) for _ in range(3)]
    return [
        {
            "on": rng.choice(ahead),
            "at": rng.choice((None, None, "08:00", "09:30", "09:30", "14:00")),
            "state": rng.choice(("booked", "booked", "booked", "held", "cancelled")),
        }
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 4)))
    ]


def client(rng, number, todays):
    """Return one client."""
    today = rng.choice(todays)

    def perhaps(chance, *values):
        return rng.choice(values) if rng.random() < chance else None

    def around(*days):
        return [today + timedelta(days=d) for d in days]

    snoozed_until = perhaps(0.15, *around(-30, -1, 0, 1, 30))
    paused_on = perhaps(0.15, *(min(todays) - timedelta(days=d) for d in (0, 1, 40, 100, 300)))
    made = reference.client(
        f"c{number:04}",
        near(rng, today) if rng.random() < 0.95 else today + timedelta(days=rng.randint(1, 20)),
        name=perhaps(0.6, *CLIENT_NAMES) or f"Client {rng.randint(1, 999):03}",
        meeting_interval=interval(rng) if rng.random() < 0.8 else None,
        update_interval=rng.choice((None, None, "none", interval(rng), interval(rng))),
        archived_on=perhaps(0.04, min(todays)),
        paused_on=paused_on,
        paused_until=paused_on
        and perhaps(0.7, *(d for d in around(-200, -60, -20, -1, 0, 1, 50) if d >= paused_on)),
        snoozed_on=snoozed_until
        and perhaps(0.5, *(min(todays) - timedelta(days=d) for d in (31, 50, 200))),
        snoozed_until=snoozed_until,
        prefers=perhaps(0.5, *reference.VOICE, *reference.WRITTEN),
    )
    if rng.random() < 0.25:
        made["clock_on"] = rng.choice((near(rng, today), *around(-40, -8, -7, 0, 3)))
    if rng.random() < 0.15:
        made["touchpoints"] = forgotten(rng, made, today)
    else:
        made["touchpoints"] = touchpoints(rng, made, today)
    made["meetings"] = meetings(rng, made, today)
    made["tags"] = rng.sample(TAGS, rng.choice((0, 0, 1, 2)))
    if rng.random() < 0.6:
        open_things(rng, made, today, min(todays))
    if rng.random() < 0.4:
        insert(rng, made, correspondence(rng, today))
    for touchpoint in made["touchpoints"]:
        if touchpoint["channel"] in reference.WRITTEN and touchpoint["direction"] == "inbound":
            touchpoint["needs_answer"] = rng.random() < 0.8
    if rng.random() < 0.3:
        timed(rng, made)
    return made


def insert(rng, client, touchpoints):
    """Enter touchpoints: mostly as the last ones, sometimes anywhere among the others."""
    for touchpoint in touchpoints:
        place = rng.choice((0, 0, 0, rng.randint(0, 3), rng.randint(0, len(client["touchpoints"]))))
        client["touchpoints"].insert(max(0, len(client["touchpoints"]) - place), touchpoint)


def correspondence(rng, today):
    """Return messages of the last month, to and fro, several of them on a day."""
    days = [today - timedelta(days=n) for n in (0, 0, 1, 2, 3, 4, 7, 28, 29, 30, 30, 31, 32, -1)]
    chosen = rng.choices(days, k=rng.choice((1, 2, 3)))
    return [
        {
            "on": rng.choice(chosen),
            "channel": rng.choice((*reference.WRITTEN, *reference.WRITTEN, "call")),
            "direction": rng.choice(("inbound", "inbound", "outbound")),
        }
        for _ in range(rng.choice((1, 2, 3, 5)))
    ]


def timed(rng, client):
    """Give many a touchpoint a time of day, and some that of their last message as well."""
    for touchpoint in client["touchpoints"]:
        if rng.random() < 0.7:
            touchpoint["at"] = rng.choice(TIMES)
            if touchpoint["channel"] in reference.WRITTEN and rng.random() < 0.4:
                touchpoint["last_at"] = max(touchpoint["at"], rng.choice(TIMES))


def chased(rng, client, today):
    """Return what may happen while a client owes something: chases, talks, and letters."""
    owed_on = today - timedelta(days=rng.choice((0, 2, 5, 10, 20, 40)))
    asks = relationship.open_ones("client", client)
    for ask in asks:
        ask["due_on"] = rng.choice((owed_on, max(owed_on, ask["due_on"])))
    asks[0]["due_on"] = owed_on
    day = owed_on + timedelta(days=rng.choice((-1, 0, 0, 1, 3)))
    happened = []
    for _ in range(rng.choice((1, 2, 4, 6, 9))):
        channel = rng.choice((*reference.WRITTEN, *reference.WRITTEN, "call", "visit", "meeting"))
        happened.append(
            {
                "on": day,
                "channel": channel,
                "direction": "outbound",
                "purpose": rng.choice(("chase", "chase", "chase", None)),
            }
        )
        day += timedelta(days=rng.choice((0, 0, 1, 2, 3, 3, 7)))
    return happened


PURPOSES = ("recap", "greeting", "chase", "feedback", "update", None, None)


def open_things(rng, client, today, known_by):
    """Open something with the client; what is done, was done by the first day to look at it."""

    def lately(most=40):
        return known_by - timedelta(days=rng.choice((0, 0, 1, 2, rng.randint(0, most))))

    def near(least=-9, most=25):
        return today + timedelta(days=rng.choice((-1, 0, 1, 2, 3, rng.randint(least, most))))

    def some(*counts):
        return range(rng.choice(counts))

    for touchpoint in client["touchpoints"]:
        if touchpoint["channel"] in reference.WRITTEN and touchpoint["direction"] == "outbound":
            touchpoint["purpose"] = rng.choice(PURPOSES)
        if touchpoint["channel"] in reference.VOICE and rng.random() < 0.6:
            recapped_on = touchpoint["on"] + timedelta(days=rng.choice((0, 0, 1, 1, 3, 30)))
            touchpoint["recapped_on"] = rng.choice((recapped_on, recapped_on, today))
    if rng.random() < 0.3:
        client["asked_from"] = lately(250)
    if rng.random() < 0.2:
        client["rules"] = rules(rng, rng.choice((1, 2, 4)))
    client["commitments"] = [
        {
            "owed_by": rng.choice(("us", "client")),
            "what": f"thing {n}",
            "due_on": rng.choice((None, near(), near(), near(-60), near(-400))),
            **rng.choice(
                (
                    {"done_on": None, "dropped_on": None},
                    {"done_on": None, "dropped_on": None},
                    {"done_on": lately(), "dropped_on": None},
                    {"done_on": None, "dropped_on": lately()},
                )
            ),
        }
        for n in some(0, 1, 2, 4)
    ]
    client["mistakes"] = [mistake(rng, lately, near) for _ in some(0, 0, 1, 2)]
    client["reminders"] = [
        {
            "what": f"moment {n}",
            "remind_on": rng.choice((near(), near(-800), date(2024, 2, 29))),
            "yearly": rng.random() < 0.5,
            "done_on": rng.choice((None, None, lately(), lately(500))),
        }
        for n in some(0, 0, 1, 2)
    ]
    client["birthdays"] = [
        {
            "born": rng.choice(
                (
                    f"{rng.randrange(1932, 2000, 4)}{on:-%m-%d}",
                    f"-{on:-%m-%d}",
                    "--02-29",
                    "--02-29",
                )
            ),
            "greeted_on": rng.choice(
                (None, None, on, on + timedelta(days=1), reference.plus_months(on, -12), lately())
            ),
        }
        for on in (near() for _ in some(0, 0, 1, 2))
    ]
    client["projects"] = [project(rng, n, lately, near) for n in some(0, 0, 1, 2, 3)]
    asked = [one["asked_on"] for one in client["projects"] if one["asked_on"] is not None]
    letter = {"channel": "email", "direction": "outbound", "purpose": "feedback"}
    insert(rng, client, [letter | {"on": on} for on in asked])  # each was asked in one
    client["feedback"] = [
        {"on": lately(90), "project": rng.choice((None, *range(len(client["projects"]))))}
        for _ in some(0, 0, 1, 2)
    ]
    client["checkups"] = [
        {"on": on, "score": rng.choice((0, 12.5, 50, 62.5, 74.5, 75, 100))}
        for on in sorted({lately(300) for _ in some(0, 1, 2)})
    ]
    if relationship.open_ones("client", client) and rng.random() < 0.7:
        insert(rng, client, chased(rng, client, today))


def project(rng, number, lately, near):
    """Return a project that runs, ran or will run."""
    started_on, finished_on = sorted(
        (rng.choice((near(), lately(70))), lately(rng.choice((70, 500))))
    )
    return {
        "name": f"project {number}",
        "started_on": rng.choice((started_on, started_on, started_on - timedelta(days=300))),
        "finished_on": rng.choice((None, finished_on)),
        "checkin": rng.choice((None, "3d", "1w", "7d", "2w", "1m", interval(rng))),
        "asked_on": rng.choice((None, finished_on, finished_on + timedelta(days=7), lately(60))),
    }


def mistake(rng, lately, near):
    """Return a mistake at one of its stages."""
    most = rng.choice((40, 40, 40, 450))
    entered_on, told_on, fixed_on = sorted(lately(most) for _ in range(3))
    stage = rng.randint(0, 2)
    return {
        "what": "it went wrong",
        "entered_on": entered_on,
        "told_on": told_on if stage else None,
        "fix_by": rng.choice((None, max(entered_on, near()))),
        "fixed_on": fixed_on if stage == 2 else None,
    }


def portfolio(seed, size):
    """Return clients, a policy and the days to look at them on; the same for the same seed."""
    rng = random.Random(seed)
    first = TODAYS[seed % len(TODAYS)]
    todays = [first, first + timedelta(days=rng.randint(1, 10))]
    chosen = policy(rng, first) if seed % 2 else reference.POLICY
    clients = [client(rng, number, todays) for number in range(1, size + 1)]
    return clients, chosen, todays, rng.choice(WITHINS)
