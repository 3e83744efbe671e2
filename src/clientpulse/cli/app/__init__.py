"""The frame of the command line: what every command stands on."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.cli.app import (
        aliases,
        coercion,
        completion,
        config_file,
        context,
        days,
        delivering,
        editor,
        files,
        global_options,
        groups,
        help_text,
        kinds,
        many,
        pager,
        parameters,
        progress,
        running,
        shapes,
        terminal,
        unknown,
        usage,
        verbs,
        words,
    )
else:
    __getattr__ = modules_of(__name__)
