"""XML from elsewhere: read piece by piece, and without anything that makes a parser do more than read."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.further import further

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def elements(data: bytes, kind: str) -> Iterator[tuple[str, str, "Element"]]:
    """``start`` or ``end``, the element's name without its namespace, the element.

    Raises ExchangeError for what is no XML, and for a document type or entities, which no recording needs.
    """
    parser, common = further("defusedxml.ElementTree", kind), further("defusedxml.common", kind)
    try:
        for event, element in parser.iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            yield event, element.tag.rpartition("}")[2], element
    except common.DefusedXmlException as error:
        raise ExchangeError("the file declares a document type or entities, which no recording does") from error
    except (parser.ParseError, ValueError, LookupError) as error:
        raise ExchangeError(f"this is not valid XML ({error})") from error
