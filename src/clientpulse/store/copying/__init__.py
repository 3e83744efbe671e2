"""A whole store, copied into an empty one, wherever the two are."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.store.copying import (
        content,
        emptiness,
        into_companion,
        into_file,
        into_server,
    )
else:
    __getattr__ = modules_of(__name__)
