"""HTTP/2 frames of one response, from the bytes of the socket reads (RFC 9113).

httpx reads HTTP/2 itself and drops 1xx responses, trailers and the borders of DATA frames. This reader looks at the same bytes and
shows them. hyperframe parses the frames and hpack the headers; the body is httpx's, since only it answers flow control.
"""

from __future__ import annotations

import hpack
from hyperframe.exceptions import HyperframeError
from hyperframe.frame import ContinuationFrame, DataFrame, Frame, HeadersFrame

from streamlab.model import DataFrame as DataFrameSeen
from streamlab.model import Head, Headers, Informational, Message, Trailers

_FRAME_HEAD = 9
_MAX_HEADERS = 1 << 18


class Http2Reader:
    """`feed(data, t_ns)` gives Head, DataFrame and Trailers of the first stream that answers.

    What cannot be parsed stops it for good (`broken`): httpx speaks the protocol and will say why the connection ends.
    """

    def __init__(self) -> None:
        self.head: Head | None = None
        self.broken = False
        self._buffer = bytearray()
        self._decoder = hpack.Decoder(max_header_list_size=_MAX_HEADERS)
        self._block = bytearray()  # header blocks of HEADERS and CONTINUATION, until END_HEADERS
        self._informational: list[Informational] = []
        self._body = 0

    def feed(self, data: bytes, t_ns: int) -> list[Message]:
        """The messages that `data`, read at `t_ns`, completes."""
        messages: list[Message] = []
        if self.broken:
            return messages
        self._buffer += data
        try:
            while (frame := self._next()) is not None:
                self._take(frame, t_ns, messages)
        except (HyperframeError, hpack.HPACKError, ValueError):
            self.broken = True
            self._buffer.clear()
        return messages

    def finish(self) -> list[Message]:
        """The 1xx responses that no final head took with it."""
        return [] if self.head is not None else [*self._informational]

    def _next(self) -> Frame | None:
        if len(self._buffer) < _FRAME_HEAD:
            return None
        frame, length = Frame.parse_frame_header(memoryview(bytes(self._buffer[:_FRAME_HEAD])))
        end = _FRAME_HEAD + length
        if len(self._buffer) < end:
            return None
        frame.parse_body(memoryview(bytes(self._buffer[_FRAME_HEAD:end])))
        del self._buffer[:end]
        return frame

    def _take(self, frame: Frame, t_ns: int, messages: list[Message]) -> None:
        if isinstance(frame, DataFrame):
            start, self._body = self._body, self._body + len(frame.data)
            messages.append(DataFrameSeen(t_ns, start, self._body))
        elif isinstance(frame, HeadersFrame | ContinuationFrame):
            self._block += frame.data
            if len(self._block) > _MAX_HEADERS:
                raise ValueError("header block too long")
            if "END_HEADERS" in frame.flags:
                block, self._block = bytes(self._block), bytearray()
                self._headers(block, t_ns, messages)

    def _headers(self, block: bytes, t_ns: int, messages: list[Message]) -> None:
        fields = [(bytes(name).decode("latin-1"), bytes(value).decode("latin-1"))
                  for name, value, *_ in self._decoder.decode(block, raw=True)]  # fmt: skip
        status = next((value for name, value in fields if name == ":status"), "")
        headers: Headers = tuple((name, value) for name, value in fields if not name.startswith(":"))
        if self.head is not None:
            messages.append(Trailers(headers))
        elif status.startswith("1"):
            self._informational.append(Informational(int(status), "", headers))
        else:
            self.head = Head(t_ns, "HTTP/2", int(status), "", headers, tuple(self._informational))
            messages.append(self.head)
