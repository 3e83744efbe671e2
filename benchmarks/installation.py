"""The programs that are measured: clientpulse and its yardsticks, installed as a user has them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent
REFERENCES = ("reference_read", "reference_write")


def digest(files: Iterable[Path]) -> str:
    """Return a fingerprint of what files hold."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def install(folder: Path, project: Path = PROJECT) -> Path:
    """Install a project, not editable, in an environment of its own, unless it is there.

    The yardsticks go in beside it, byte-compiled and behind the same kind of starter, so that both
    sides are launched alike and use the same libraries.

    Args:
        folder: Where the environment is kept.
        project: A checkout of clientpulse; this one, or one of an earlier release.

    Returns:
        Its folder of programs: ``pulse``, ``reference_read``, ``reference_write``, ``python``.
    """
    programs = folder / "bin"
    sources = [path for path in (project / "src").rglob("*") if path.suffix in {".py", ".mako"}]
    sources += [project / "pyproject.toml", *(HERE / f"{name}.py" for name in REFERENCES)]
    marker, fingerprint = folder / "installed", f"{digest(sources)} {sys.version}"
    if marker.exists() and marker.read_text() == fingerprint:
        return programs
    if not (marker.exists() and marker.read_text().endswith(sys.version)):
        shutil.rmtree(folder, ignore_errors=True)
        make_environment(folder)
    marker.unlink(missing_ok=True)
    pip(folder, "install", str(project))
    pip(folder, "install", "--force-reinstall", "--no-deps", str(project))
    packages = Path(
        subprocess.run(
            (programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"),
            check=True, capture_output=True, text=True,
        ).stdout.strip()
    )  # fmt: skip
    starter = (programs / "pulse").read_text()
    for name in REFERENCES:
        shutil.copy(HERE / f"{name}.py", packages)
        (programs / name).write_text(
            starter.replace("from clientpulse.__main__ import main", f"from {name} import app")
            .replace("main()", "app()")
        )  # fmt: skip
        (programs / name).chmod(0o755)
    compiling = (programs / "python", "-m", "compileall", "-q", packages)
    subprocess.run(compiling, check=True, stdout=subprocess.DEVNULL)
    marker.write_text(fingerprint)
    return programs


def install_before(folder: Path, given: Path) -> Path:
    """Find or install the release before, to compare with.

    Args:
        folder: Where an environment is kept that is made for it.
        given: A checkout of it, or an environment or an interpreter that has it installed.

    Returns:
        The folder of its programs.
    """
    if (given / "pyproject.toml").exists():
        return install(folder, given.resolve())
    for programs in (given.parent, given / "bin", given):
        if (programs / "pulse").exists() and (programs / "python").exists():
            return programs.absolute()
    raise SystemExit(f"{given} is no checkout and has no pulse installed")


def make_environment(folder: Path) -> None:
    """Create an empty virtual environment."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run((sys.executable, "-m", "venv", folder), check=True)


def pip(folder: Path, *arguments: str) -> None:
    """Run pip in an environment; what it says is only shown when it fails."""
    words = (folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", *arguments)
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"pip {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


def versions(programs: Path) -> dict[str, str]:
    """Return the versions of Python and of the packages that matter."""
    names = ("clientpulse", "typer", "rich", "sqlmodel", "sqlalchemy")
    code = (
        "import importlib.metadata as m, platform, sqlite3\n"
        "print('Python', platform.python_version())\n"
        "print('SQLite', sqlite3.sqlite_version)\n"
        f"for name in {names!r}: print(name, m.version(name))"
    )
    done = subprocess.run(
        (programs / "python", "-c", code), check=True, capture_output=True, text=True
    )
    return dict(line.split() for line in done.stdout.splitlines())
