"""The settings: what there is to set, where it is read from, and what holds without a file."""

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
