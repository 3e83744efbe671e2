"""What travels between the layers: plain values, read from the store and shown on a screen.

The read path fills them, the services put them together, and every output format takes them. They
know the engine's words and nothing else. A module a screen: making a class takes half a
millisecond, and a morning command should only make its own.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.views import (
        agenda,
        away,
        brief,
        checkups,
        client_rules,
        clients,
        config,
        dial,
        doctor,
        due,
        health,
        history,
        journal,
        listed,
        local_time,
        log,
        reminders,
        report,
        services,
        show,
        templates,
        traits,
    )
else:
    __getattr__ = modules_of(__name__)
