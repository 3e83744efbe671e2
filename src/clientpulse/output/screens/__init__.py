"""The screens, a module each: its fields in JSON, its layout, and ``SCREEN``, which declares it.

Only the module of the screen that is shown is imported, and those whose records it holds.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.output.screens import (
        agenda,
        agendas,
        ask_after,
        away,
        backups,
        brief,
        checkups,
        client_rules,
        clients,
        commitments,
        config,
        contacts,
        dial,
        diary,
        digest,
        doctor,
        due,
        due_short,
        feedback,
        first_steps,
        health,
        history,
        imported,
        local_time,
        meetings,
        mistakes,
        nearby,
        outbox,
        projects,
        proposals,
        reminders,
        report,
        review,
        search,
        services,
        shares,
        show,
        snoozes,
        sources,
        tags,
        templates,
        timer,
        traits,
        turns,
    )
else:
    __getattr__ = modules_of(__name__)
