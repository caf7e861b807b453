"""Exceptions of streamlab.

* StreamlabError
    * UsageError            the caller asked for something that makes no sense (an unknown dialect id …); `kind` says what
    * RequestError          a request that cannot be sent as written; `field` names the part at fault
    * RecordingFormatError  a file that is no recording of ours, or a newer one
    * ScenarioError         a lab scenario that cannot be played
    * LabError              the lab cannot listen where it was asked to

Bad *input* from a peer is never an exception: it is a value (an `End` with its reason, an ill-formed span, a finding).
The message of an exception is a plain English fact; sentences for people are made at the edge from `kind` and `args`.
"""

from __future__ import annotations

from enum import Enum, unique


class StreamlabError(Exception):
    """Base of everything streamlab raises on purpose."""


@unique
class Misuse(Enum):
    """What makes no sense about an argument: the plain English fact, with the names of the values it speaks of."""

    FRAMING = "framing {name!r} is none of {known}"
    DIALECT = "dialect {name!r} is none of {known}"
    ENCODING = "encoding {name!r} is not known"
    CLIENT = "client {name!r} is none of {known}"
    END = "end {name!r} is none of {known}"
    CHUNK = "a chunk is bytes, not {type}"
    CUT = "{cut!r} is no cut"
    CUT_NOT_HERE = "{cut!r} is no cut here; known are {known}"
    CUT_NUMBERS = "{cut!r}: {form} takes {fewest} to {most} number(s) above 0"
    CUT_NUMBER = "{cut!r}: {form} takes one number above 0"
    CUT_WITHOUT_NUMBERS = "{cut!r}: {form} takes no number(s) above 0"
    CUT_SIZE = "{cut!r}: known sizes are {known}"
    CUT_PIECE = "{cut!r}: a piece has at most {most} bytes"
    CUT_ORDER = "{cut!r}: the offsets must grow"
    # a text that holds no request
    POWERSHELL = "This is PowerShell. Copy the request as cURL or as fetch instead."
    NO_ADDRESS = "The cURL command names no address."
    OPEN_QUOTE = "In line {line} of the cURL command a quote is opened and not closed: {text}"
    NO_REQUEST = "The code makes no request: there is nothing to take over."
    NO_REQUEST_FOR = "There is no request to take over. {reason}"
    NO_REQUEST_AT = "There is no request to take over. Line {line}: {reason}"
    # a scenario of the lab
    LAB_NOT_RUNNING = "the lab is not running"
    NOT_TOML = "not TOML: {reason}"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown key"
    NOT_A_TABLE = "not a table"
    NOT_A_LIST = "not a list"
    NOT_A_TEXT = "not a text"
    NOT_TEXTS = "not a list of texts"
    NOT_A_NUMBER = "not a whole number"
    NOT_A_FLAG = "not true or false"
    NUMBER_NOR_TEXT = "neither a whole number nor a text"
    TEXT_NOR_TABLE = "neither a text nor a table"
    CHOICE = "{name!r} is none of {known}"
    ONE_OF = "needs exactly one of {known}"
    NUMBER = "{value!r} is no whole number from {least} to {most}"
    TEXT_ENCODING = "{name!r} is no text encoding"
    DURATION = "{text!r} is no duration such as 35ms, 1.5s or 0"
    LONG_DURATION = "{text!r} is longer than {most} s"
    NO_BYTES = "these are no bytes: {reason}"
    NO_BORDER = "there is no such border in {text!r}"
    HEADER_LINE = "{text!r} is not of the form “Name: value”"
    CLOSING_EVENT = "{name!r} is no closing event of {dialect}"
    NOT_REPEATABLE = "only a script told in a dialect can be repeated"
    REPEATED_LENGTH = "a body that is repeated has no Content-Length"
    LENGTH_FRAMING = "needs framing = “content-length”"
    BODILESS_STATUS = "{status} has no body"


class UsageError(StreamlabError):
    """An argument that is not of the documented form; `values` are what its `kind` speaks of, `place` where in a file it stands."""

    def __init__(self, kind: Misuse, place: str = "", **values: object) -> None:
        fact = kind.value.format(**values)
        super().__init__(f"{place}: {fact}" if place else fact)
        self.kind = kind
        self.place = place
        self.values = values

    def at(self, place: str) -> UsageError:
        """The same, said of a place."""
        return UsageError(self.kind, place, **self.values)


class RequestError(StreamlabError):
    """A request that cannot be sent as written.

    `field` is one of method, url, headers, body, options; `kind` is a stable word for the reason.
    """

    def __init__(self, field: str, kind: str, detail: str) -> None:
        super().__init__(f"{field}: {detail}")
        self.field = field
        self.kind = kind
        self.detail = detail


class RecordingFormatError(StreamlabError):
    """A file that cannot be read as a recording.

    `kind` is one of empty, not-ours, newer-version, bad-line, unreadable; `line` is 1-based, 0 for the whole file.
    """

    def __init__(self, kind: str, line: int, detail: str) -> None:
        super().__init__(f"line {line}: {detail}" if line else detail)
        self.kind = kind
        self.line = line
        self.detail = detail


class ScenarioError(StreamlabError):
    """A scenario file that cannot be played; `path` names it."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class LabError(StreamlabError):
    """The lab cannot listen at `host` and `port`.

    `kind` is one of port-in-use, not-permitted, no-such-address, bad-port, unavailable.
    """

    def __init__(self, kind: str, host: str, port: int, detail: str) -> None:
        super().__init__(f"cannot listen at {host} port {port}: {detail}")
        self.kind = kind
        self.host = host
        self.port = port
        self.detail = detail
