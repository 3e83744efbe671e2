"""Programs of others that answer a like question, where they can be had."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from benchmarks.installation import make_environment, pip
from benchmarks.processes import ENVIRONMENT, Command, RunError
from benchmarks.stores import today


def taskwarrior(folder: Path, tasks: int) -> Command:
    """Return ``task overdue limit:50`` on this many tasks, three in ten of them overdue.

    Raises:
        RunError: Taskwarrior isn't installed.
    """
    program = shutil.which("task")
    if program is None:
        raise RunError("taskwarrior is not installed")
    home = folder / f"taskwarrior-{tasks}"
    environment = {"HOME": str(home), "TASKRC": str(home / "taskrc")}
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        (home / "data").mkdir(parents=True)
        (home / "taskrc").write_text(f"data.location={home / 'data'}\n")
        listed = [
            {
                "description": f"call client {number} about the quarter's figures",
                "project": f"client-{number}",
                "status": "pending",
                "entry": _stamp(-400),
                "due": _stamp(-1 - number % 60 if number % 10 < 3 else 1 + number % 90),
            }
            for number in range(tasks)
        ]
        (home / "tasks.json").write_text(json.dumps(listed))
        words = (program, "rc.hooks=off", "import", home / "tasks.json")
        subprocess.run(
            words, env={**ENVIRONMENT, **environment}, check=True, capture_output=True
        )  # fmt: skip
        (home / "ready").touch()
    return Command((program, "overdue", "limit:50"), environment)


def todoman(folder: Path, todos: int) -> Command:
    """Return ``todo list`` on this many todos; the run that warms up fills its cache.

    Raises:
        RunError: Todoman can't be installed.
    """
    environment_folder = folder / "todoman-venv"
    program = environment_folder / "bin" / "todo"
    if not program.exists():
        try:
            make_environment(environment_folder)
            pip(environment_folder, "install", "todoman")
        except SystemExit as error:
            raise RunError("todoman can't be installed") from error
    home = folder / f"todoman-{todos}"
    work = home / "lists" / "work"
    if not (home / "config.py").exists():
        work.mkdir(parents=True, exist_ok=True)
        for number in range(todos):
            (work / f"{number}.ics").write_text(_todo(number), newline="")
        (home / "config.py").write_text(
            f'path = "{home / "lists"}/*"\ncache_path = "{home / "cache.sqlite3"}"\n'
            'default_list = "work"\n'
        )
    settings = {"HOME": str(home), "TODOMAN_CONFIG": str(home / "config.py")}
    return Command((program, "list"), settings)


def _stamp(days: int) -> str:
    return f"{today() + timedelta(days=days):%Y%m%d}T120000Z"


def _todo(number: int) -> str:
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clientpulse//benchmarks//EN", "BEGIN:VTODO",
        f"UID:todo-{number}@example", f"DTSTAMP:{_stamp(-400)}", f"CREATED:{_stamp(-400)}",
        f"DUE:{_stamp(number % 90 - 30)}", f"SUMMARY:Call client {number} about the figures",
        "STATUS:NEEDS-ACTION", "END:VTODO", "END:VCALENDAR", "",
    )  # fmt: skip
    return "\r\n".join(lines)
