"""A request from a text that people have at hand: a cURL command, or code that asks."""

from __future__ import annotations

import re

from streamlab.errors import Misuse, UsageError
from streamlab.importing import code, curl
from streamlab.importing.imported import Imported

_POWERSHELL = re.compile(r"\$session\s*=|Invoke-(?:WebRequest|RestMethod)\b")


def import_request(text: str) -> Imported:
    """The request that a cURL command or code with uni.request, wx.request, fetch, EventSource, XMLHttpRequest or axios makes.

    Raises `UsageError` where there is none.
    """
    if curl.is_command(text):
        return curl.from_command(text)
    if _POWERSHELL.search(text):
        raise UsageError(Misuse.POWERSHELL)
    return code.from_code(text)
