"""Why the lab cannot listen, as a sentence with what to do, in the language in force."""

from __future__ import annotations

from streamlab.errors import LabError
from streamlab.i18n import translate


def lab_sentence(error: LabError) -> str:
    """What happened and what to do."""
    match error.kind:
        case "port-in-use":
            text = translate("Lab", "Port {port} is in use by another program: choose another, or 0 for a free one.")
        case "not-permitted":
            text = translate("Lab", "Port {port} needs more rights: choose one above 1023, or 0 for a free one.")
        case "no-such-address":
            text = translate("Lab", "This machine has no address {host}: use 127.0.0.1, or 0.0.0.0 for all of them.")
        case "bad-port":
            text = translate("Lab", "{port} is no port: use a number from 1 to 65535, or 0 for a free one.")
        case _:
            text = translate("Lab", "The lab cannot listen at {host}, port {port}: {detail}")
    return text.format(host=error.host, port=error.port, detail=error.detail)
