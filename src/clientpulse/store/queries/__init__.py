"""Every SQL there is, a file a topic."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store.queries import (
        agenda,
        away,
        brief,
        checkups,
        clients,
        commitments,
        contacts,
        dependents,
        dial,
        diary,
        digest,
        exchanges,
        export,
        facts,
        feedback,
        health,
        imports,
        journal,
        letters,
        links,
        meetings,
        messages,
        mistakes,
        of_clients,
        open_items,
        past_year,
        projects,
        recaps,
        reminders,
        rests,
        search,
        services,
        sources,
        touchpoints,
        traits,
        values,
    )
else:
    __getattr__ = modules_of(__name__)
