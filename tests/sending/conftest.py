"""What the tests of sending share."""

from tests.servers.certificates import ca, signed

__all__ = ["ca", "signed"]
