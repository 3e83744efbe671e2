"""Sync, digest and feed are run each morning by the computer's scheduler, and never fail unseen."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.timer import (
        calling,
        cron,
        job,
        launchd,
        marking,
        record,
        running,
        schedulers,
        status,
        systemd,
        times,
        trouble,
    )
else:
    __getattr__ = modules_of(__name__)
