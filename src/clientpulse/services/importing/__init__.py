"""From a file into the store."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.services.importing import (
        already_there,
        becoming,
        checking,
        clients,
        clocks,
        companies,
        contacts,
        files,
        identity,
        kinship,
        known,
        marks,
        matching,
        memory,
        names,
        news,
        nouns,
        outcome,
        placing,
        plan,
        public_mail,
        reached,
        reading,
        remarks,
        rows,
        said,
        shared,
        spelling,
        store,
        stored_marks,
        stored_sources,
        touchpoints,
        traces,
        values,
        whereabouts,
        writing,
    )
else:
    __getattr__ = modules_of(__name__)
