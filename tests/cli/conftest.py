"""What the tests of commands that read files share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import unlocked
from tests.cli.mail_home import home

__all__ = ["home"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write a file and return its path."""

    def written(content: str | bytes, name: str = "file.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return written


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The config file that is read, which isn't there yet."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    return path


@pytest.fixture
def daily_rules_only(config: Path) -> None:
    """Turn the rules of the relationship off, to look at the others alone."""
    from clientpulse.cadence.rule_book import RULES

    config.write_text("[rules]\n" + "".join(f'{rule} = "none"\n' for rule in [*RULES][4:]))


@pytest.fixture(autouse=True)
def _nobody_waits_in_a_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no command wait for a person, a program or a server while it may write."""
    unlocked.watch(monkeypatch)
