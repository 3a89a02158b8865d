"""XML from elsewhere: read piece by piece, and without anything that makes a parser do more than read.

Nothing of it is kept, however long it is, and it may be written a little wrong: with white space before it, in another
encoding than it says, with signs that XML does not allow, with something behind its end.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import IO, NamedTuple, TypeVar
from xml.parsers.expat import errors
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, InputSource

from itbtui.data.exchange import ExchangeError

DEEPEST = 40
"""Elements within elements; recordings nest about a quarter as deep."""
_CHUNK = 1 << 16
_EARLY_BYTES = 5_000_000
_LONGEST_TEXT = 10_000
_LONGEST_TAG, _MOST_ATTRIBUTES = 6_000_000, 10_000
_MOST_NAMES = 1000
"""Of elements and attributes; all that are known together are about 300. The parser keeps each."""
_MOST_ELEMENTS = 3_000_000
"""Of as many points as there may be, each with all that a watch says."""
_MOST_MENDED = 100_000
_OF_ENCODING = [
    errors.codes[said]
    for said in (errors.XML_ERROR_INVALID_TOKEN, errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING)
]
"""What the parser stops at where a file is written in another encoding than it says."""
_BOM = b"\xef\xbb\xbf"
_LONGEST_ENTITY = 12
_NO_SIGN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));"
    rb"|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)",
    re.IGNORECASE,
)
"""What no XML may hold: control characters, and an ampersand that begins nothing."""
_ENCODINGS = (None, "utf-8", "iso-8859-1")
"""What a file is read as: what it declares, then what it may be instead."""


class Elements(ContentHandler):
    """Takes what a file says, an element at a time; ``path`` are the names from the root on, without prefixes."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.is_closed = False
        self.is_told = False
        """Whether anything was said since this was set to False."""
        self._names: set[str] = set()
        self._elements = 0
        self._text: list[str] = []
        self._length = 0

    def begins(self, name: str, attributes: AttributesImpl) -> None:
        """An element begins, which is the last of the path."""

    def ends(self, name: str, text: str) -> None:
        """An element ends, which is the last of the path; ``text`` is what stood in it behind its last child."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self.is_told = True
        self._names.add(name)
        self._names.update(attrs.keys())
        if len(self._names) > _MOST_NAMES:
            raise ExchangeError("the file holds more different names than any recording")
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise ExchangeError(f"the file holds more than {_MOST_ELEMENTS // 1_000_000} million elements")
        name = name.rpartition(":")[2]
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise ExchangeError("the file is nested deeper than any recording")
        self._text.clear()
        self._length = 0
        self.begins(name, attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        text = "".join(self._text).strip()
        self._text.clear()
        self.ends(self.path[-1], text)
        self.path.pop()
        self.is_closed = not self.path

    def characters(self, content: str) -> None:
        self.is_told = True
        # Of a text that goes on without end nothing more is needed.
        if self._length < _LONGEST_TEXT:
            self._text.append(content)
            self._length += len(content)


E = TypeVar("E", bound=Elements)


def read_xml(opened: Callable[[], IO[bytes]], elements: Callable[[], E]) -> tuple[E, str]:
    """What ``elements`` took of the file, and a word on what was wrong with it, or nothing.

    Raises ExchangeError for what is no XML, for a document type or entities, which no recording needs, and what the
    elements raise. A file that ends too early, or is damaged, is taken as far as it goes: ``is_closed`` tells.
    """
    first: tuple[E, str] | None = None
    for encoding in _ENCODINGS:
        taken = elements()
        with opened() as file:
            stop = _parse(file, taken, encoding)
        if stop is None:
            return taken, "" if encoding is None else f"its text was read as {encoding}"
        if taken.is_closed:
            return taken, "what stands behind its end was left out"
        first = first or (taken, stop.said)
        # Farther on it is the file that is wrong, not its encoding.
        if not stop.may_be_encoding or stop.read > _EARLY_BYTES:
            break
    assert first is not None
    if not first[0].path:
        raise ExchangeError(f"this is not valid XML ({first[1]})")
    return first[0], "the file is cut off"


class _Stop(NamedTuple):
    """Why the parser stopped before the end, and after how many bytes."""

    said: str
    read: int
    may_be_encoding: bool


def _parse(file: IO[bytes], elements: Elements, encoding: str | None) -> _Stop | None:
    """Reads it to the end, or as far as it goes."""
    from defusedxml import DefusedXmlException, sax

    parser = sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(elements)
    source, mended = InputSource(), _Mended(file, elements)
    source.setByteStream(mended)
    if encoding:
        source.setEncoding(encoding)
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        raise ExchangeError("the file declares a document type or entities, which no recording does") from error
    except SAXParseException as error:
        said = f"{error.getMessage()}: line {error.getLineNumber()}, column {error.getColumnNumber()}"
        return _Stop(said, mended.taken, getattr(error.getException(), "code", None) in _OF_ENCODING)
    except (ValueError, LookupError) as error:
        return _Stop(f"encoding: {error}", mended.taken, True)
    return None


class _Mended(BytesIO):
    """A file without the white space before its beginning, and without what XML does not allow."""

    def __init__(self, file: IO[bytes], elements: Elements) -> None:
        super().__init__()
        self._file, self._elements = file, elements
        self._untold = self._attributes = self._mended = 0
        self.taken = 0
        """Bytes so far."""
        self._rest = b""
        self._begun = self._is_wide = False

    def read(self, _size: int | None = -1) -> bytes:
        """The next piece, of a length of its own; nothing at the end."""
        while chunk := self._file.read(_CHUNK):
            self.taken += len(chunk)
            self._check_progress(chunk)
            if not self._begun:
                chunk = chunk.removeprefix(_BOM).lstrip()
                self._begun, self._is_wide = bool(chunk), b"\0" in chunk[:4]
            if self._is_wide:  # two bytes a sign
                return chunk
            whole = self._rest + chunk
            # What begins at the end may go on in the next chunk.
            cut = max(whole.rfind(b"&", -_LONGEST_ENTITY), 0)
            piece, self._rest = (whole[:cut], whole[cut:]) if cut else (whole, b"")
            if piece := self._without_faults(piece):
                return piece
        rest, self._rest = self._without_faults(self._rest), b""
        return rest

    def _check_progress(self, chunk: bytes) -> None:
        """A tag is kept until its end by the parser, as a comment is, and is short in all that is no attack on it."""
        if self._elements.is_told:
            self._untold = self._attributes = 0
        self._elements.is_told = False
        self._untold += len(chunk)
        self._attributes += chunk.count(b"=")
        is_long = self._untold > _LONGEST_TAG or (self._untold > 2 * _CHUNK and self._attributes > _MOST_ATTRIBUTES)
        if is_long and self._begun:
            raise ExchangeError("the file holds a tag or a comment that is longer than any recording's")

    def _without_faults(self, piece: bytes) -> bytes:
        mended, number = _NO_SIGN.subn(_mended, piece)
        self._mended += number
        if self._mended > _MOST_MENDED:
            raise ExchangeError("the file holds more signs that XML does not allow than a slip puts there")
        return mended


def _mended(found: re.Match[bytes]) -> bytes:
    return b"&amp;" if found[0] == b"&" else b""
