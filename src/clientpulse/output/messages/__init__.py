"""What a command that wrote answers, a module a topic."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.messages import (
        away,
        backups,
        changes,
        checkups,
        client_rules,
        clients,
        commitments,
        config,
        contacts,
        copying,
        days,
        digest,
        feedback,
        feeds,
        imports,
        many,
        meetings,
        mistakes,
        outbox,
        projects,
        reminders,
        review,
        servers,
        services,
        settling,
        setup,
        sources,
        states,
        syncing,
        timer,
        touchpoints,
        undo,
    )
else:
    __getattr__ = modules_of(__name__)
