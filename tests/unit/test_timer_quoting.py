"""What a scheduler makes of a job's words is what was meant, whatever the paths are called."""

from __future__ import annotations

import plistlib
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.errors import InputError
from clientpulse.services.timer import cron, job, launchd, marking, systemd
from clientpulse.services.timer.job import Job

WORDS = st.text(
    st.one_of(
        st.sampled_from(" %$\\'\"`;#~&|<>(){}[]*?!=:\u00e4\u4e2d"),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=25,
)
HOSTILE = [
    "/home/sam/My Clients/100%.db",
    '/home/sam/it\'s/"here"/$HOME/`x`/$(true)',
    "/home/sam/back\\slash\\\\two\\%/end\\",
    "/home/\u00fcnal/\u4e2d\u6587 \U0001f600.db",
    "/home/sam/%h/%%/%n",
]


def job_of(path: str, **more: str) -> Job:
    store = Path(path)
    environment = {"PATH": "/usr/bin:/bin", **more}
    return Job(("/opt/my pulse/pulse", "--db", path, "timer"), environment, (time(8),), store)


def cron_runs(line: str) -> str:
    """Return what cron gives to the shell (crontab(5)): up to a percent sign, backslashes away."""
    given = ""
    rest: Iterator[str] = iter(line)
    for one in rest:
        if one == "%":
            break
        if one == "\\":
            following = next(rest, "")
            given += following if following in {"%", "\\"} else one + following
        else:
            given += one
    return given


def through_shell(line: str) -> str:
    """Return the word that a shell reads, between two marks."""
    script = f"printf '<%s>' {line}"
    return subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, check=True
    ).stdout.decode()


def systemd_reads(word: str, *, expands: bool) -> str:
    """Return a quoted word as systemd.syntax(7) and systemd.unit(5) say that it is read."""
    assert word[0] == word[-1] == '"'
    inner = re.sub(r"%(.)", lambda found: {"%": "%"}[found[1]], word[1:-1])
    assert not re.search(r'(?<!\\)(?:\\\\)*"', inner)
    assert not (expands and "$" in inner)
    return re.sub(r"\\(.)", lambda found: {"\\": "\\", '"': '"'}[found[1]], inner)


@given(WORDS)
def test_cron_takes_away_what_was_put_in(word: str) -> None:
    assert "\n" not in cron.quoted(word)
    as_vixie, as_busybox = cron_runs(cron.quoted(word)), cron.quoted(word)
    # Neither of them may take a quote for another one: both give the shell the same word.
    assert _shell_word(as_vixie) == _shell_word(as_busybox) == word


def _shell_word(line: str) -> str:
    """Read a word of a shell by POSIX's rules; the test below asks a real one."""
    found, rest = "", line
    while rest:
        quote = rest[0]
        if quote in "'\"":
            inner, closed, rest = rest[1:].partition(quote)
            assert closed
            assert quote == "'" or inner == "'"
            found += inner
        elif quote == "\\":
            found, rest = found + rest[1], rest[2:]
        else:
            assert re.fullmatch(r"[\w@%+=:,./-]", quote, re.ASCII), quote
            found, rest = found + quote, rest[1:]
    return found


@pytest.mark.parametrize("path", HOSTILE)
def test_a_real_shell_reads_what_cron_gives_it(path: str) -> None:
    assert through_shell(cron_runs(cron.quoted(path))) == f"<{path}>"
    assert through_shell(cron.quoted(path)) == f"<{path}>"


@given(WORDS)
def test_systemd_takes_away_what_was_put_in(word: str) -> None:
    unit = systemd.texts(job_of(f"/{word}", XDG_CONFIG_HOME=f"/{word}"))
    service = next(text for file, text in unit.items() if file.endswith(".service"))
    (line,) = re.findall("^ExecStart=(:?)(.*)$", service, re.MULTILINE)
    words = re.findall(r'"(?:[^"\\]|\\.)*"', line[1])
    assert " ".join(words) == line[1]
    literal = line[0] == ":"
    read = [systemd_reads(one, expands=not literal) for one in words]
    assert read == ["/opt/my pulse/pulse", "--db", f"/{word}", "timer"]
    sets = re.findall("^Environment=(.*)$", service, re.MULTILINE)
    assert [systemd_reads(one, expands=False) for one in sets] == [
        "PATH=/usr/bin:/bin",
        f"XDG_CONFIG_HOME=/{word}",
    ]


@given(WORDS)
def test_launchd_reads_what_was_written(word: str) -> None:
    (text,) = launchd.texts(job_of(f"/{word}")).values()
    agent = plistlib.loads(text.encode())
    assert agent["ProgramArguments"] == ["/opt/my pulse/pulse", "--db", f"/{word}", "timer"]
    assert agent["EnvironmentVariables"] == {"PATH": "/usr/bin:/bin"}
    assert agent["StartCalendarInterval"] == [{"Hour": 8, "Minute": 0}]


@pytest.mark.parametrize(
    ("zone", "systemd_at", "hours"),
    [
        ("", "08:15:00", "8-23"),
        ("Pacific/Chatham", "08:15:00 Pacific/Chatham", "*"),
        ("<+13>-13:45", "*:15:00", "*"),
    ],
)
def test_where_the_job_goes_by_another_clock_its_time_is_met(
    zone: str, systemd_at: str, hours: str
) -> None:
    job = replace(job_of("/a"), environment={"PATH": "/bin", "TZ": zone}, times=(time(8, 15),))
    assert f"\nOnCalendar=*-*-* {systemd_at}\n" in "".join(systemd.texts(job).values())
    assert f"\n15 {hours} * * * env" in "".join(cron.texts(job).values())
    (agent,) = launchd.texts(job).values()
    interval = plistlib.loads(agent.encode())["StartCalendarInterval"]
    assert interval == [{"Minute": 15} if zone else {"Hour": 8, "Minute": 15}]


@given(WORDS)
def test_the_store_is_known_again(word: str) -> None:
    assert marking.store_in(f"x\n{marking.marks(Path(word))}y\n") == Path(word)


@pytest.mark.parametrize("char", ["\n", "\r", "\x00", "\x1b", "\x85", "\u2028", "\udcff"])
def test_what_no_line_can_hold_is_refused(char: str) -> None:
    with pytest.raises(InputError, match="a character that a timer can't take"):
        job.job_for(Path(f"/home/a{char}b/clients.db"), (time(8),))


def test_a_line_for_cron_is_no_longer_than_cron_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cron, "is_running", lambda: True)
    folders = [f"/mnt/c/Program Files (x86)/Number {number}" for number in range(60)]
    long = Job(("/bin/pulse",), {"PATH": ":".join(folders)}, (time(8),), Path("/a.db"))
    (text,) = cron.texts(long).values()
    line = next(one for one in text.splitlines() if one.startswith("0 8"))
    assert 800 < len(line) < 998
    assert folders[0] in line
    assert folders[-1] not in line
    (said,) = cron.remarks(long)
    assert said.startswith(
        "The line would be too long for cron, so its PATH leaves out /mnt/c/Program"
    )
    assert said.endswith(f"{folders[-1]}.")
    assert not [*cron.remarks(job_of("/a.db"))]
