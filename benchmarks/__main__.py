"""``python -m benchmarks``: install, fill, measure, print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.installation import install, install_before, versions
from benchmarks.measures import Bench, Release
from benchmarks.stores import Stores
from benchmarks.table import describe_machine, print_table, write_markdown


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the measures that were asked for."""
    given = parse(arguments)
    folder = (given.data or default_folder()).resolve()
    tell(f"everything is kept in {folder}")
    programs = install(folder / "venv")
    stores = Stores(folder, programs / "python")
    bench = Bench(folder, programs, stores, given.runs)
    if given.before is not None:
        older = install_before(folder / "venv-before", given.before)
        bench.before = Release(older, Stores(folder / "before", older / "python"))
    figures = []
    for measure in bench.measures(
        long=given.long, others=not given.no_others, imports=not given.no_import
    ):
        if given.only.casefold() in measure.name.casefold():
            tell(measure.name)
            figures.append(measure.take())
    machine = describe_machine(versions(programs), given.runs)
    print_table(figures, machine)
    if given.markdown is not None:
        write_markdown(given.markdown, figures, machine)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure whole commands against plain programs that do the same.",
    )
    parser.add_argument("--data", type=Path, help="where stores and environments are kept")
    parser.add_argument("--runs", type=int, default=15, help="runs of each command (15)")
    parser.add_argument("--only", default="", metavar="TEXT", help="measures with this in the name")
    parser.add_argument(
        "--long",
        action="store_true",
        help="measure the longer history on 10,000,000 touchpoints: minutes, and 3 GB of disk",
    )
    parser.add_argument(
        "--no-others", action="store_true", help="leave out taskwarrior and todoman"
    )
    parser.add_argument(
        "--before",
        type=Path,
        metavar="PATH",
        help="measure 'due' against the release before too: its checkout, or its interpreter",
    )
    parser.add_argument("--no-import", action="store_true", help="leave out the import")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table here too")
    return parser.parse_args(arguments)


def default_folder() -> Path:
    """Return the place for it in the platform's cache."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("clientpulse-benchmarks", appauthor=False))


def tell(line: str) -> None:
    """Say what is going on."""
    print(f"... {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
