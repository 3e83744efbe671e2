"""The lines by which a job that was written here is known again."""

from __future__ import annotations

import json
import re
from pathlib import Path

ORIGIN = "# Written by 'pulse timer install'; 'pulse timer remove' takes it away again."


def marks(store: Path) -> str:
    """Return the lines, which name the store."""
    return f"{ORIGIN}\n# store: {json.dumps(str(store), ensure_ascii=False)}\n"


def store_in(text: str) -> Path | None:
    """Return the store that a job is for; None where it isn't one of ours."""
    found = re.search(r'^# store: (".*")$', text, re.MULTILINE)
    if found is None:
        return None
    try:
        return Path(json.loads(found[1]))
    except ValueError:
        return None
