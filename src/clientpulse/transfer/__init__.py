"""Files in and out: each format a module, all of them giving and taking plain values."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.transfer import clientpulse_csv, reading, records, store_json, vcard
else:
    __getattr__ = modules_of(__name__)
