#+ about
import codecs
import json #? json
import re #? by-lines
import sys

import httpx

URL = __URL__
HEADERS = __HEADERS__ #? headers
BODY = __BODY__ #? body


def stream_reply(on_error):
    """Yields the reply so far, each time there is more of it."""
    text = ""
    with httpx.stream(
        __METHOD__,
        URL,
        headers=HEADERS, #? headers
        json=BODY, #? json-body
        content=BODY, #? text-body
        timeout=httpx.Timeout(10, read=None),  # a model may think for minutes
    ) as response:
        if response.is_error:
            on_error(f"HTTP {response.status_code}: {response.read().decode(errors='replace')}")
            return
        # requests: requests.post(URL, …, stream=True) and response.iter_content(None)
        #+ loop


def pieces(chunks, on_error):
    """Text out of bytes that may be cut anywhere."""
    # One decoder for the whole reply: it keeps the first bytes of a character that a chunk's end cuts.
    # chunk.decode() would break it.
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace") #? utf-8
    decoder = codecs.getincrementaldecoder(__ENCODING__)(errors="replace") #? !utf-8
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
    except httpx.HTTPError as error:
        on_error(f"The reply broke off: {error}")  # the text that came before stays
    yield decoder.decode(b"", final=True)

#+ reader #? !text
#+ text-of #? json

if __name__ == "__main__":
    reply = ""
    for reply in stream_reply(on_error=lambda message: print(message, file=sys.stderr)):
        pass  # show it here
    print(reply)
