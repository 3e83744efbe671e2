"""Use cases: functions that take the store, today and plain values, and return plain values."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services import (
        agenda,
        ask_after,
        away,
        backups,
        brief,
        checkups,
        client_rules,
        clients,
        commitments,
        demo,
        dial,
        digest,
        doctor,
        drafting,
        exporting,
        facts,
        feedback,
        feeding,
        history,
        importing,
        lines,
        lists,
        local_time,
        locking,
        lookup,
        meanwhile,
        meetings,
        mistakes,
        occasions,
        open_things,
        pages,
        portfolio,
        private_files,
        projects,
        proposing,
        recaps,
        reminders,
        reviewing,
        searching,
        services,
        serving,
        settling,
        stores,
        syncing,
        text,
        timer,
        touchpoints,
        undoing,
    )
else:
    __getattr__ = modules_of(__name__)
