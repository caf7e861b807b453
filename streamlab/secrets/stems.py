"""Parts of which one is in every name of a secret: where none is, nobody need look closer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_STEMS_LISTED = (  # one of them is in every name of a secret; the commonest come first
    "key pass token code pw tok ak sk sig pin access auth secret private login secur pwd psw cred cookie "
    "jwt jws jwe bearer otp cvv cvc csrf xsrf sid sess ticket mnemonic saml psk captcha senha kennwort "
    "contrase verif licen grant webhook seed pem sas hmac assertion kty redis @ -u парол 비밀 토큰 パス トークン 暗 "
    "密 口令 令牌 憑 凭 驗 验 校 金鑰 卡 签 簽 私 秘 码 權 鉴"
)
_COMMANDS = ("identified", "openssl", "ldap", "net use", " -a ")  # where a secret stands that nothing names
_STEMS = (*_STEMS_LISTED.split(), *_COMMANDS)
_ANY = re.compile("|".join(map(re.escape, _STEMS)), re.IGNORECASE)
_SHORT = 256  # a longer text is searched for each by itself, which is faster there


def speaks(text: str) -> bool:
    """Whether some name of a secret may stand in the text."""
    if len(text) <= _SHORT:
        return _ANY.search(text) is not None
    small = text.lower()
    for stem in _STEMS:  # noqa: SIM110 (half the time of any())
        if stem in small:
            return True
    return False


class Stems:
    """Where they stand in a text that is asked about piece by piece: it is searched once."""

    def __init__(self, text: str) -> None:
        small = text.replace("\u0130", "I").lower()  # that one would be two characters
        self._starts = sorted({start for stem in _STEMS for start in _all(small, stem)})

    def may_stand(self, start: int, end: int) -> bool:
        """Whether one begins in `[start, end)`."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end


def _all(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)
