"""The calendar of a made-up practice, a folder of events (vdir), and the truth of it."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

US = "sam@practice.example"
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class Meeting:
    """An occurrence of an event with a client that is held, or to be."""

    client: str
    on: date
    at: str
    event: str


class Diary:
    """Writes the events, and knows which meetings there are.

    Attributes:
        meetings: All that are neither cancelled nor declined, of the past and ahead.
    """

    def __init__(self, folder, clients, since, today, zone, seed):
        folder.mkdir()
        self.folder, self.clients, self.zone = folder, clients, zone
        self._random = random.Random(f"calendar {seed}")
        self._first, self.today = since, today
        self._last = today + timedelta(days=330)
        self._count = 0
        self.meetings = []
        for number, client in enumerate(clients):
            if number < 20 and client.meet_every:
                self._series(client, number)
            else:
                day = since + timedelta(days=5 + number)
                while day < today + timedelta(days=40):
                    self._single(client, day)
                    day += timedelta(days=client.meet_every or 61)
        self._noise()

    def live_on(self, today):
        """Book, move or cancel something, as days bring it."""
        if today <= self.today:
            return
        self.today, pick = today, self._random
        if pick.random() < 0.5:
            self._single(pick.choice(self.clients), today + timedelta(days=pick.randint(2, 60)))
        ahead = [one for one in self.meetings if one.on > today and one.event.startswith("single")]
        if ahead and pick.random() < 0.4:
            self._move(pick.choice(ahead))
        ahead = [one for one in self.meetings if one.on > today and one.event.startswith("single")]
        if ahead and pick.random() < 0.3:
            gone = pick.choice(ahead)
            self.meetings.remove(gone)
            (self.folder / f"{gone.event}.ics").unlink()

    # Events with clients

    def _series(self, client, number):
        """Write a meeting that comes again, one of it moved, one cancelled, one left out."""
        zone, name = (BERLIN, "Europe/Berlin") if number % 2 else (self.zone, None)
        day = self._first + timedelta(days=3 + number)
        uid, at = f"series-{number}", time(9 + number % 7, 30 * (number % 2))
        days = []
        while day <= self._last:
            days.append(day)
            day += timedelta(days=client.meet_every)
        moved, cancelled, left_out, declined = self._random.sample(range(len(days)), 4)
        begin = datetime.combine(days[0], at, zone)
        last = _utc(datetime.combine(self._last, time.max, zone))
        rule = f"FREQ=WEEKLY;INTERVAL={client.meet_every // 7};UNTIL={last}"
        out = datetime.combine(days[left_out], at, zone)
        lines = [f"RRULE:{rule}", _when("EXDATE", out, name)]
        events = [self._event(uid, client, begin, 60, lines, name)]
        for place in (moved, cancelled, declined):
            begins = datetime.combine(days[place], at, zone)
            more, answer, on = [_when("RECURRENCE-ID", begins, name)], "ACCEPTED", begins
            if place == moved:
                on = begins + timedelta(days=1, hours=1)
            elif place == cancelled:
                more.append("STATUS:CANCELLED")
            else:
                answer = "DECLINED"
            events.append(self._event(uid, client, on, 60, more, name, answer))
        self._write(uid, events)
        for place, each in enumerate(days):
            if place in (cancelled, declined, left_out):
                continue
            begins = datetime.combine(each, at, zone)
            begins += timedelta(days=1, hours=1) if place == moved else timedelta()
            self._note(client, begins, uid)

    def _single(self, client, day):
        self._count += 1
        uid = f"single-{self._count}"
        begins = datetime.combine(day, time(8 + self._count % 10, 15), self.zone)
        self._write(uid, [self._event(uid, client, begins, 45, [], None)])
        self._note(client, begins, uid)

    def _move(self, meeting):
        client = next(one for one in self.clients if one.name == meeting.client)
        meeting.on += timedelta(days=self._random.randint(1, 5))
        meeting.at = "14:45"
        begins = datetime.combine(meeting.on, time(14, 45), self.zone)
        self._write(
            meeting.event, [self._event(meeting.event, client, begins, 45, ["SEQUENCE:1"], None)]
        )

    def _note(self, client, begins, uid):
        begins = begins.astimezone(self.zone)
        self.meetings.append(Meeting(client.name, begins.date(), f"{begins:%H:%M}", uid))

    def _event(self, uid, client, begins, minutes, more, zone, answer="ACCEPTED"):
        guests = [
            f'ATTENDEE;CN="{one.name}";PARTSTAT=ACCEPTED:mailto:{one.address}'
            for one in client.people[:2]
        ]
        return [
            f"UID:{uid}",
            "DTSTAMP:20260101T000000Z",
            _when("DTSTART", begins, zone),
            f"DURATION:PT{minutes}M",
            f"SUMMARY:Review {client.name}",
            f"ORGANIZER;CN=Sam:mailto:{US}",
            f"ATTENDEE;PARTSTAT={answer}:mailto:{US}",
            *guests,
            *more,
        ]

    # Events that are no meetings with clients

    def _noise(self):
        zone, people = self.zone, self.clients[0].people
        guest = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{people[0].address}"
        room = "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room-1@practice.example"
        for week in range(50):
            day = self._first + timedelta(days=7 * week + 2)
            at = datetime.combine(day, time(12, 5), zone)
            head = [f"UID:noise-{week}", "DTSTAMP:20260101T000000Z", f"SUMMARY:Something {week}"]
            whole = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}"]
            timed = [_when("DTSTART", at, None), "DURATION:PT1H"]
            kinds = (
                [*whole, guest],
                timed,
                [*timed, room, f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{US}"],
                [*timed, guest, "TRANSP:TRANSPARENT"],
                [*timed, f"ATTENDEE;PARTSTAT=DECLINED:mailto:{US}", guest],
            )
            self._write(f"noise-{week}", [[*head, *kinds[week % 5]]])

    def _write(self, uid, events):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Made up//EN"]
        for event in events:
            lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
        text = "\r\n".join([*lines, "END:VCALENDAR", ""])
        (self.folder / f"{uid}.ics").write_bytes(text.encode())


def _when(name, at, zone):
    if zone is None:
        return f"{name}:{_utc(at)}"
    return f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def _utc(at):
    return f"{at.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"
