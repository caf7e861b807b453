"""What arrived in one run, kept by kind as it came."""

from __future__ import annotations

from array import array

from streamlab.model import (
    Connection,
    DataFrame,
    End,
    EndKind,
    Excess,
    Head,
    Headers,
    HttpChunk,
    Informational,
    Message,
    Trailers,
)


class Arrived:
    """The messages of one run but for their bytes, which the pipeline keeps; only ever appended to."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.head: Head | None = None
        self.end: End | None = None
        self.recording_cut = False  # nothing more will come, and nobody knows how the run ended: `end` is None
        self.informational: list[Informational] = []
        self.trailers: Headers = ()
        self.excess: list[Excess] = []  # what follows the end of the response on its connection
        self.read_times = array("q")
        self.read_ends = array("q")
        self.read_content = array("q")  # content bytes before each read
        self.http_chunks: list[HttpChunk] = []
        self.data_frames: list[DataFrame] = []
        self.chunk_times = array("q")  # -1 where the time is not known

    @property
    def reads_are(self) -> str | None:
        """What one read is: `tls-record` (decrypted), `socket` (what one call of the system gave), None where it is not known."""
        return None if self.connection is None else "tls-record" if self.connection.tls else "socket"

    def keep(self, message: Message) -> None:
        """Keeps a message that is neither a chunk nor a read."""
        if isinstance(message, HttpChunk):
            self.http_chunks.append(message)
        elif isinstance(message, DataFrame):
            self.data_frames.append(message)
        elif isinstance(message, Head):
            self.head = message
            self.informational.extend(message.informational)
        elif isinstance(message, Informational):
            self.informational.append(message)
        elif isinstance(message, Trailers):
            self.trailers = message.headers
        elif isinstance(message, Connection):
            self.connection = message
        elif isinstance(message, Excess):
            self.excess.append(message)
        elif isinstance(message, End):
            self.recording_cut = message.kind is EndKind.RECORDING
            self.end = None if self.recording_cut else message
