"""The figures as a table, on the screen and in the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measures import Figure
from benchmarks.stores import today

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEADINGS = ("Measure", "Against", "Result", "Target", "Reached", "Ours", "Theirs")
ANSWERS = {True: "yes", False: "no", None: "not measured"}


def cells(figure: Figure) -> tuple[str, ...]:
    """Return a line of the table as words."""
    return (
        figure.name,
        figure.against or "–",
        figure.figure,
        figure.target,
        ANSWERS[figure.reached],
        figure.ours or "–",
        figure.theirs or "–",
    )


def print_table(figures: Sequence[Figure], machine: Sequence[str]) -> None:
    """Print the figures with Rich."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    styles = {True: "green", False: "bold red", None: "dim"}
    table = Table(title="clientpulse: whole processes, medians", title_justify="left")
    for heading in HEADINGS:
        right = heading in {"Result", "Target", "Ours", "Theirs"}
        table.add_column(heading, justify="right" if right else "left")
    for figure in figures:
        row = [Text(cell) for cell in cells(figure)]
        row[4].stylize(styles[figure.reached])
        table.add_row(*row)
    console = Console()
    if not console.is_terminal:
        console.width = 120
    console.print(table)
    for line in (*notes(figures), *machine):
        console.print(Text(line), style="dim")


def notes(figures: Sequence[Figure]) -> list[str]:
    """Return why some figures are missing."""
    return [f"{figure.name}: {figure.note}" for figure in figures if figure.note]


def markdown(figures: Sequence[Figure], machine: Sequence[str]) -> str:
    """Return the figures as Markdown."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *map(cells, figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", *(f"- {line}" for line in (*notes(figures), *machine))]
    return "\n".join(lines)


def write_markdown(path: Path, figures: Sequence[Figure], machine: Sequence[str]) -> None:
    """Write the figures to a file, between its two marks where it has them."""
    text = f"{BEGIN}\n\n{markdown(figures, machine)}\n\n{END}"
    before, after = "", "\n"
    if path.exists():
        known = path.read_text(encoding="utf-8")
        if BEGIN in known and END in known:
            before, after = known.partition(BEGIN)[0], known.partition(END)[2]
    path.write_text(before + text + after, encoding="utf-8")


def describe_machine(versions: Mapping[str, str], runs: int) -> list[str]:
    """Say in lines what the figures were taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory",
        f"System: {_system()}, {platform.system()} {platform.release()}",
        "Software: " + ", ".join(f"{name} {version}" for name, version in versions.items()),
        f"Taken on {today():%d %B %Y}; medians of {runs} alternating runs",
    ]


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
