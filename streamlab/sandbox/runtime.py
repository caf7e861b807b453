"""The JavaScript that a pasted script finds around it, put together from the parts in `assets/clients`.

The script's `uni`, `wx`, `fetch`, `console` … are JavaScript themselves: QuickJS takes no calls into Python while a time limit is
set.
"""

from __future__ import annotations

import re
from functools import cache

from streamlab.resources import asset

_PARTS = ("realm", "buffer", "text_decoder", "variables", "mini_program", "web", "xhr", "v8_json", "runtime")
# Parts that most handlers of a phone do without; compiling them would be half of the start.
_USES = {
    "web": re.compile(
        r"\b(?:fetch|\w*EventSource\w*|onmessage|createParser|\w+Stream|Headers|URLSearchParams|AbortController)\b"
    ),
    "xhr": re.compile(r"\b(?:XMLHttpRequest|axios|jQuery)\b|\$\s*\."),
}


def runtime_for(source: str) -> str:
    """The code of what `source` needs: a function that makes a runtime from its options, or does what `realm.js` offers."""
    return _runtime(tuple(part for part in _PARTS if part not in _USES or _USES[part].search(source)))


@cache
def _runtime(parts: tuple[str, ...]) -> str:
    texts = {
        part: asset("clients", f"{part}.js").read_text("utf-8").strip() if part in parts else "null" for part in _PARTS
    }
    makers = "".join(
        f"const make{''.join(map(str.title, part.split('_')))} = {text}\n"
        for part, text in texts.items()
        if part != "realm"
    )
    return (
        f"(() => {{ const {{ parse }} = JSON\nconst realm = {texts['realm']}\nconst open = (json) => {{ {makers}"
        "const options = parse(json)\nconst decoders = makeTextDecoder(makeBuffer.utf8Bytes, options.encodings)\n"
        "return makeRuntime(realm.hooks, makeBuffer, decoders, makeVariables, makeMiniProgram, makeWeb, makeXhr, makeV8Json, "
        "options) }\n"
        "return (name, text) => name === 'open' ? open(text) : realm[name](text) })()"
    )
