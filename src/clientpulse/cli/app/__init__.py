"""The frame of the command line: what every command stands on."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.cli.app import (
        coercion,
        completion,
        context,
        editor,
        files,
        global_options,
        groups,
        kinds,
        pager,
        parameters,
        progress,
        running,
        shapes,
        verbs,
    )
else:
    __getattr__ = modules_of(__name__)
