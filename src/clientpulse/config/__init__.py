"""The settings: what there is to set, where it is read from, and what holds without a file."""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.config.loading import load
    from clientpulse.config.places import default_config_path, default_store_path
    from clientpulse.config.settings import (
        SETTINGS,
        Effective,
        Setting,
        Settings,
        effective,
        template_text,
    )

PLACES = {
    "loading": ("load",),
    "places": ("default_config_path", "default_store_path"),
    "settings": ("Effective", "SETTINGS", "Setting", "Settings", "effective", "template_text"),
}
"""By module, the names that it holds."""

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
