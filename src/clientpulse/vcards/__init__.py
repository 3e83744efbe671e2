"""vCards 2.1, 3.0 and 4.0: the people of address books, read as programs really write them."""

from typing import TYPE_CHECKING

from clientpulse.lazy import modules_of

if TYPE_CHECKING:
    from clientpulse.vcards import birthdays, cards, lines, reading, said, tokens, values, writing
else:
    __getattr__ = modules_of(__name__)
