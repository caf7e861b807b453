"""Exceptions of streamlab.

* StreamlabError
    * UsageError            the caller asked for something that makes no sense (an unknown dialect id …)
    * RequestError          a request that cannot be sent as written; `field` names the part at fault
    * RecordingFormatError  a file that is no recording of ours, or a newer one
    * ScenarioError         a lab scenario that cannot be played
    * LabError              the lab cannot listen where it was asked to

Bad *input* from a peer is never an exception: it is a value (an `End` with its reason, an ill-formed span, a finding).
The message of an exception is a plain English fact; sentences for people are made at the edge from `kind` and `args`.
"""

from __future__ import annotations


class StreamlabError(Exception):
    """Base of everything streamlab raises on purpose."""


class UsageError(StreamlabError):
    """An argument that is not of the documented form."""


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
