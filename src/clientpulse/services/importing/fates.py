"""What becomes of each client and each person of a file."""

from __future__ import annotations

from clientpulse.views.fates import Fate

__all__ = ["Fate"]
