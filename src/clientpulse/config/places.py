"""Where the config file and the store live unless something else is said."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from clientpulse.quoting import shell_word

APPLICATION = "clientpulse"
CONFIG_VARIABLE = "CLIENTPULSE_CONFIG"
SERVERS = "servers"


def default_config_path() -> Path:
    """Return the config file's path: CLIENTPULSE_CONFIG if set, else the platform's place."""
    if named := os.environ.get(CONFIG_VARIABLE):
        return Path(os.path.expanduser(named))  # noqa: PTH111  Path's fails on an unknown user
    import platformdirs  # noqa: PLC0415  it takes longer than a TAB may, which asks below

    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "config.toml"


def at_home(path: Path, home: Path | None = None) -> str:
    """Return a path as people write it: ``~/Mail`` of one in the home folder."""
    home = home or Path.home()
    inside = path != home and path.is_relative_to(home)
    return f"~/{path.relative_to(home)}" if inside else str(path)


def draft_of(config: Path) -> Path:
    """Return where what was typed into a config file is kept while there is a mistake in it."""
    return config.with_name(f"{config.name}.draft")


def likely_config_paths() -> tuple[Path, ...]:
    """Return where the config file is on one platform or another, without asking which it is."""
    if named := os.environ.get(CONFIG_VARIABLE):
        return (Path(os.path.expanduser(named)),)  # noqa: PTH111  as above
    homes = (
        os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"),  # noqa: PTH111
        os.path.expanduser("~/Library/Application Support"),  # noqa: PTH111
        os.environ.get("LOCALAPPDATA") or "",
    )
    return tuple(Path(home, APPLICATION, "config.toml") for home in homes if home)


def may_be_set(word: bytes) -> bool:
    """Tell whether a word stands in a config file; to read it whole takes longer than a TAB may."""
    for path in likely_config_paths():
        with contextlib.suppress(OSError):
            if path.is_file() and word in path.read_bytes():
                return True
    return False


def default_store_path() -> Path:
    """Return the store's path in the platform's folder for a user's data."""
    import platformdirs  # noqa: PLC0415  see above

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "clientpulse.db"


def servers_folder() -> Path:
    """Return where this computer's own files of stores on servers are."""
    return default_store_path().parent / SERVERS


def is_of_a_server(store_path: Path) -> bool:
    """Tell whether a store isn't at its path, but on a server."""
    folder = store_path.parent
    return folder.name == SERVERS and folder == servers_folder()


def program(store_path: Path) -> str:
    """Return how a command for this store begins that somebody is to type.

    Where a store on a server is, its path doesn't tell; its users have it in their config.
    """
    if store_path == default_store_path() or is_of_a_server(store_path):
        return "pulse"
    return f"pulse --db {shell_word(str(store_path), 'FILE')}"
