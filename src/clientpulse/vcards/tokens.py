"""Cards as they stand in a file: properties with their parameters and values.

What nobody asks for, photos above all, is passed over without being kept, and nothing that a card
holds is an error: a card that lacks its end, a line that is no property, and whatever stands
between cards are passed over, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clientpulse.vcards import values
from clientpulse.vcards.lines import LONGEST, Buffered, read_lines

TAKEN = frozenset(
    ("ADR", "BDAY", "CATEGORIES", "DEATHDATE", "EMAIL", "FN", "KIND", "N", "NICKNAME", "NOTE",
     "ORG", "ROLE", "TEL", "TITLE", "UID", "VERSION", "X-ABLABEL", "X-ABSHOWAS",
     "X-ADDRESSBOOKSERVER-KIND", "X-EVOLUTION-LIST")
)  # fmt: skip
"""The properties that are read."""

_MOST_PROPERTIES = 500
_LONGEST_PARAMETERS = 2_000
_SEVERAL_LINES = ("NOTE", "ADR")
_BEGIN = re.compile(rb"\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*(?:[\w-]+\.)?END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(rb"\s*(?:[\w-]+\.)?AGENT[^:]*:\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_NAME = re.compile(rb"\s*(?:([^.:;\s]+)\.)?([A-Za-z0-9_-]+)\s*(?=[:;])")
_PROPERTY = re.compile(
    rb"(?:[\w-]+\.)?(?:FN|N|TEL|EMAIL|ADR|ORG|TITLE|ROLE|NOTE|URL|BDAY|REV|UID|PHOTO|LABEL|VERSION"
    rb"|CATEGORIES|NICKNAME|X-[A-Z-]+)[;:]"
)
_HEAD = re.compile(rb'((?:[^":]++|"[^"]*+")*+):')
_BETWEEN = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LINE_BREAK = (b"=0A=", b"=0D=")
_ENCODINGS = {
    "QUOTED-PRINTABLE": "qp", "QP": "qp", "BASE64": "base64", "B": "base64", "8BIT": "", "7BIT": "",
}  # fmt: skip
_CARETS = re.compile(r"\^([n^'])")


@dataclass(slots=True)
class Property:
    """One line of a card, unfolded.

    Attributes:
        group: What ties it to its label: ``item1``.
        types: In lower case, in their order.
        parameters: All others, by name in upper case.
    """

    name: str
    data: bytes
    group: str = ""
    types: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    fallback: str = values.LAST_RESORT

    @property
    def text(self) -> str:
        """The value as text."""
        text = values.unescaped(self._raw(self._plain))
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def parts(self, mark: str = ";") -> list[str]:
        """The parts of the value, as of a name or an address."""
        # A mark that is part of a name is encoded as well, where anything is.
        raw = [self._plain]
        if self.encoding == "qp":
            raw = re.split(rb"(?<!\\)" + mark.encode(), self._plain)
        texts = list(map(self._raw, raw))
        parts = texts if len(texts) > 1 else values.split(texts[0], mark)
        return [values.unescaped(one).strip() for one in parts]

    @property
    def _plain(self) -> bytes:
        return values.from_base64(self.data) if self.encoding == "base64" else self.data

    def _raw(self, data: bytes) -> str:
        if self.encoding == "qp":
            data = values.from_quoted_printable(data)
        charset = self.parameters.get("CHARSET")
        return values.decoded(data, values.codec(charset) if charset else None, self.fallback)


@dataclass(slots=True)
class Token:
    """A card.

    Attributes:
        line: Which line of the file it begins in.
    """

    line: int
    properties: list[Property] = field(default_factory=list)
    fallback: str = values.LAST_RESORT


def read_tokens(stream: Buffered, fallback: str = values.LAST_RESORT) -> Iterator[Token]:
    """Read the cards of a file, one after the other.

    Args:
        stream: It is read from where it stands.
        fallback: The encoding of what is neither said to be in one nor is UTF-8.
    """
    token: Token | None = None
    unfolding = _Unfolding()
    inner = 0
    for number, line in enumerate(read_lines(stream), start=1):
        edge = _edge(line)
        if token is None:
            if edge > 0:
                token, unfolding = Token(number, fallback=fallback), _Unfolding()
        elif inner:
            inner += edge
        elif edge < 0:
            unfolding.finish(token)
            yield token
            token = None
        elif edge > 0:
            if unfolding.is_agent:
                inner = 1
                continue
            unfolding.finish(token)
            yield token
            token, unfolding = Token(number, fallback=fallback), _Unfolding()
        elif not unfolding.goes_on(line):
            unfolding.finish(token)
            unfolding = _Unfolding(line)
            inner = 1 if unfolding.is_agent and _AGENT.fullmatch(line) else 0
    if token is not None:
        unfolding.finish(token)
        yield token


def _edge(line: bytes) -> int:
    """Tell the line that begins a card, 1, from the one that ends it, -1, and all others, 0."""
    if line.rstrip()[-5:].upper() != b"VCARD":
        return 0
    return 1 if _BEGIN.fullmatch(line) else -1 if _END.fullmatch(line) else 0


class _Unfolding:
    """A property while its lines come."""

    def __init__(self, line: bytes = b"") -> None:
        self._parts = [line]
        self._size = len(line)
        self._found = _NAME.match(line)
        name = self._found[2].decode().upper() if self._found else ""
        self.is_agent = name == "AGENT"
        self._is_kept = name in TAKEN
        self._has_lines = name in _SEVERAL_LINES
        head = line.partition(b":")[0].upper() if b";" in line else b""
        self._is_quoted = b"QUOTED-PRINTABLE" in head
        self._is_base64 = b"BASE64" in head or b"ENCODING=B" in head
        self._is_junk = False

    def goes_on(self, line: bytes) -> bool:
        """Take one more line of the property; tell whether it is one."""
        if self._is_quoted and self._ends_softly(line):
            if self._is_kept:
                self._parts[-1] = self._parts[-1].rstrip()[:-1]
            return self._more(line)
        if line[:1] in (b" ", b"\t"):
            return self._is_junk or self._more(line[1:])
        if self._found is None:
            return not line.strip()
        if not line.strip():
            return True
        if self._begins_another(line):
            return False
        if self._is_base64 or self._has_lines:
            # Base64 that isn't indented, or a line break that nobody wrote as one.
            return self._more(line if self._is_base64 else b"\\n" + line)
        self._is_junk = True
        return True

    def _begins_another(self, line: bytes) -> bool:
        if b":" not in line:
            if b";" not in line:
                return False
            if self._has_lines:
                return _PROPERTY.match(line) is not None
        return _NAME.match(line) is not None

    def _ends_softly(self, line: bytes) -> bool:
        last = self._parts[-1].rstrip()
        if not last.endswith(b"="):
            return False
        return last.endswith(_LINE_BREAK) or not _PROPERTY.match(line)

    def _more(self, line: bytes) -> bool:
        if self._is_kept:
            if self._size < LONGEST:
                self._parts.append(line)
                self._size += len(line)
        elif self._is_quoted:
            self._parts[-1] = line
        return True

    def finish(self, token: Token) -> None:
        """Give the property to its card, where anybody asks for it."""
        if self._is_kept and self._found and len(token.properties) < _MOST_PROPERTIES:
            line = b"".join(self._parts)
            token.properties.append(_property(line, self._found, token.fallback))


def _property(line: bytes, name: re.Match[bytes], fallback: str) -> Property:
    start = name.end()
    end = start + 1
    if line[start:end] != b":":
        head = _HEAD.match(line, start)
        # A quote that is never closed hides no value.
        end = head.end() if head else line.find(b":", start) + 1 or len(line)
    said = line[start : end - 1]
    group = (name[1] or b"").decode("ascii", "ignore").lower()
    found = Property(name[2].decode().upper(), line[end:].strip(), group=group, fallback=fallback)
    if said:
        _take_parameters(found, values.decoded(said[:_LONGEST_PARAMETERS], None, fallback))
    return found


def _take_parameters(found: Property, said: str) -> None:
    types: list[str] = []
    for one in _BETWEEN.split(said)[1:]:
        name, equals, value = (part.strip() for part in one.partition("="))
        if not equals:
            name, value = "", name
        if name.upper() == "ENCODING" or (not name and value.upper() in _ENCODINGS):
            found.encoding = _ENCODINGS.get(value.strip('"').upper(), "")
        elif name.upper() in ("TYPE", ""):
            types += (each.strip(' "').lower() for each in value.split(","))
        else:
            found.parameters[name.upper()] = _caret(value.strip('"'))
    found.types = tuple(filter(None, types))


def _caret(text: str) -> str:
    return _CARETS.sub(lambda found: {"n": "\n", "^": "^", "'": '"'}[found[1]], text)
