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
    "load": "loading",
    "default_config_path": "places",
    "default_store_path": "places",
    "SETTINGS": "settings",
    "Effective": "settings",
    "Setting": "settings",
    "Settings": "settings",
    "effective": "settings",
    "template_text": "settings",
}
"""By name, the module that holds it."""

__all__ = [
    "SETTINGS",
    "Effective",
    "Setting",
    "Settings",
    "default_config_path",
    "default_store_path",
    "effective",
    "load",
    "template_text",
]

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)
