"""streamlab: who broke a streamed reply, and the proof.

import streamlab
a = streamlab.analyze([b"data: \\xe4", b"\\xbd\\xa0\\n\\n"])
a.verdict, a.findings, a.to_dict()
recording = await streamlab.capture(url, method="POST", body={...})
recording.save("run.slrec"); streamlab.load("run.slrec")
runs = streamlab.emulate(recording, client="httpx-sse", cuts="every")
streamlab.look_up("浣犲ソ").best
request = streamlab.import_request("curl … | uni.request({…}) | fetch(…)")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streamlab.analysis import Analysis
    from streamlab.api import analyze, capture, emulate
    from streamlab.importing import load
    from streamlab.importing.imported import Imported
    from streamlab.importing.request import import_request
    from streamlab.lookup import Lookup, look_up
    from streamlab.recording import Recording

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Imported",
    "Lookup",
    "Recording",
    "__version__",
    "analyze",
    "capture",
    "emulate",
    "import_request",
    "load",
    "look_up",
]

_HOME = {
    "Analysis": "streamlab.analysis",
    "Imported": "streamlab.importing.imported",
    "Lookup": "streamlab.lookup",
    "Recording": "streamlab.recording",
    "analyze": "streamlab.api",
    "capture": "streamlab.api",
    "emulate": "streamlab.api",
    "import_request": "streamlab.importing.request",
    "load": "streamlab.importing",
    "look_up": "streamlab.lookup",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: a window that opens, or `streamlab --help`, pays for nothing it does not show.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
