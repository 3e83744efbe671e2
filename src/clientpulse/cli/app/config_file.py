"""The config file's text, read and written as a whole."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clientpulse import config, services
from clientpulse.errors import InputError


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A config file as it was read; one that isn't there is empty.

    Attributes:
        text: What is in it, its lines ended by line feeds.
    """

    path: Path
    content: bytes
    text: str

    @classmethod
    def read(cls, path: Path) -> ConfigFile:
        """Read the file.

        Raises:
            InputError: It can't be read, or isn't TOML.
        """
        # Who keeps the file elsewhere and links to it wants the link kept.
        file = Path(os.path.realpath(path))
        content = config.loading.content(file) or b""
        text = config.loading.decoded(file, content)
        config.loading.document(file, text)
        return cls(file, content, text)

    def write(self, text: str) -> Iterator[str]:
        """Write another text as this one was written: with its line ends and its first mark.

        Returns:
            What is to be said of an edit that somebody hasn't finished.

        Raises:
            InputError: It can't be written.
        """
        if text == self.text:
            return iter(())
        if b"\r\n" in self.content:
            text = text.replace("\n", "\r\n")
        if self.content.startswith(codecs.BOM_UTF8):
            text = f"\ufeff{text}"
        try:
            services.private_files.overwrite(self.path, text)
        except OSError as error:
            raise InputError(
                f"the config file can't be written ({error.strerror}): {self.path}",
                "check its permissions and its folder's; nothing was changed",
            ) from None
        return self._unfinished()

    def _unfinished(self) -> Iterator[str]:
        draft = config.places.draft_of(self.path)
        if draft.exists():
            yield (
                "An unfinished edit is kept, without this change: 'pulse config edit' continues"
                f" it; to drop it, delete {draft}"
            )
