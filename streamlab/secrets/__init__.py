"""The one redactor: secrets out of what is written down, in heads, addresses, bodies and words.

What is one is told by its name (`names`), by its shape (`shapes`) and by its place (the others). A mask keeps nothing of the
secret but its length: `redacted(25)` in a head, as many bytes in a body. Twice is as once.
"""

from streamlab.secrets.bodies import Secret, coding_of, covered, secrets_of
from streamlab.secrets.found import Found, Kind
from streamlab.secrets.heads import in_address, in_field, redact_field, redact_headers, redact_text, redact_url
from streamlab.secrets.marks import is_mark, mask, may_be_cover
from streamlab.secrets.names import is_secret

__all__ = [
    "Found",
    "Kind",
    "Secret",
    "coding_of",
    "covered",
    "in_address",
    "in_field",
    "is_mark",
    "is_secret",
    "mask",
    "may_be_cover",
    "redact_field",
    "redact_headers",
    "redact_text",
    "redact_url",
    "secrets_of",
]
