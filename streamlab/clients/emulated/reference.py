"""`reference`: the reader that makes no mistake, with one decoder for the whole response."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import ClassVar

from streamlab.clients.base import Borders, Client, Output, OutputKind, Response
from streamlab.clients.single_borders import NEVER
from streamlab.decode.charset import decode, decoder
from streamlab.decode.frames import frame_bytes
from streamlab.decode.pipeline import Decoded, Pipeline


class Reference(Client):
    """Gives the data of each event or record as it completes; text as it comes where there is no framing."""

    id: ClassVar[str] = "reference"
    borders: ClassVar[Borders | None] = NEVER

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self._pipeline = Pipeline()
        # The content that it is fed has no content coding any more.
        self._pipeline.begin(tuple(pair for pair in response.headers if pair[0].lower() != "content-encoding"))
        self._text: codecs.IncrementalDecoder | None = None
        self._read = 0  # content given as text
        self._begun = False

    @property
    def kind(self) -> OutputKind:  # type: ignore[override]  # known only when the framing is
        """What it gives follows from the framing."""
        return OutputKind.EVENTS if self._pipeline.framing.has_frames else OutputKind.TEXT

    def feed(self, chunk: bytes) -> Iterator[Output]:
        self._pipeline.add(chunk)
        yield from self._frames(self._pipeline.advance())
        yield from self._as_text(final=False)

    def finish(self) -> Iterator[Output]:
        yield from self._frames(self._pipeline.finish())
        yield from self._as_text(final=True)

    def _frames(self, found: Iterator[Decoded]) -> Iterator[str]:
        pipeline = self._pipeline
        for decoded in found:
            if decoded.frame.dispatched:
                yield decode(frame_bytes(pipeline.content, decoded.frame), pipeline.encoding.name)

    def _as_text(self, *, final: bool) -> Iterator[str]:
        pipeline = self._pipeline
        if pipeline.framing.has_frames or not pipeline.begun:
            return
        if self._text is None:
            self._text = decoder(pipeline.encoding.name)
        text = self._text.decode(bytes(pipeline.content[self._read :]), final)
        self._read = len(pipeline.content)
        if text:
            yield text if self._begun else text.removeprefix("\ufeff")
            self._begun = True
