"""The settings: what there is to set, where it is read from, and what holds without a file."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.config import (
        adding,
        colors,
        in_words,
        keys,
        loading,
        me,
        own_keys,
        places,
        placing,
        sending,
        settings,
        sources,
        statements,
        storing,
        table,
        tag_defaults,
        values,
        writing,
    )
else:
    __getattr__ = modules_of(__name__)
