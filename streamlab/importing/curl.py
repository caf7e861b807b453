"""cURL command lines as people copy them, for bash and Windows' cmd."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

from streamlab.decode import json_text
from streamlab.errors import Misuse, UsageError
from streamlab.i18n import translate
from streamlab.importing.imported import Imported

_COMMAND = re.compile(r"\s*(?:[$>#]\s+|PS [^>\n]*>\s*)?curl(?:\.exe)?\s", re.IGNORECASE)
_PIECE = re.compile(
    r"""(?P<blank>\s+)|(?P<comment>(?<!\S)\#[^\n]*)|\$'(?P<ansi>(?:[^'\\]|\\.)*)'|'(?P<single>[^']*)'|"(?P<double>(?:[^"\\]|\\.)*)"
    |\\(?P<joint>\r?\n)|\\(?P<escaped>.)|(?P<end>[;|&]|\d?>)|(?P<plain>[^\s'"\\;|&$>]+|\$)""",
    re.VERBOSE | re.DOTALL,
)
_WINDOWS_PIECE = re.compile(r'(?P<blank>\s+)|"(?P<quoted>(?:[^"\\]|\\.|"")*)"|(?P<plain>[^\s"]+)', re.DOTALL)
_SHELL_VARIABLE = re.compile(r"(?<!\\)\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_CMD_VARIABLE = re.compile(r"%([A-Z]+_[A-Z_]+)%")
_ANSI = re.compile(r"\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_ANSI_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}

# Short options as their long names; an upper-case name takes a value.
_SHORT = {
    "X": "REQUEST", "H": "HEADER", "d": "DATA", "F": "FORM", "b": "COOKIE", "A": "USER-AGENT", "e": "REFERER",
    "u": "USER", "x": "PROXY", "m": "MAX-TIME", "T": "UPLOAD-FILE", "o": "OUTPUT", "w": "WRITE-OUT", "c": "COOKIE-JAR",
    "D": "DUMP-HEADER", "E": "CERT", "r": "RANGE", "y": "SPEED-TIME", "Y": "SPEED-LIMIT", "K": "CONFIG",
    "C": "CONTINUE-AT", "P": "FTP-PORT", "U": "PROXY-USER", "Q": "QUOTE", "t": "TELNET-OPTION", "z": "TIME-COND",
    "k": "insecure", "L": "location", "G": "get", "I": "head",
}  # fmt: skip
# All of curl's that take a value, as 7.88 lists them and some later ones: a value must never be taken for the address.
_VALUED = frozenset(name.lower() for name in _SHORT.values() if name.isupper()) | frozenset((
    "abstract-unix-socket", "alt-svc", "aws-sigv4", "cacert", "capath", "cert-type", "ciphers", "connect-timeout",
    "connect-to", "create-file-mode", "crlfile", "curves", "data-ascii", "data-binary", "data-raw",
    "data-urlencode", "delegation", "dns-interface", "dns-ipv4-addr", "dns-ipv6-addr", "dns-servers", "doh-url",
    "egd-file", "engine", "etag-compare", "etag-save", "expect100-timeout", "form-string", "ftp-account",
    "ftp-alternative-to-user", "ftp-method", "ftp-ssl-ccc-mode", "happy-eyeballs-timeout-ms", "hostpubmd5",
    "hostpubsha256", "hsts", "interface", "json", "keepalive-time", "key", "key-type", "krb", "libcurl",
    "limit-rate", "local-port", "login-options", "mail-auth", "mail-from", "mail-rcpt", "max-filesize",
    "max-redirs", "netrc-file", "noproxy", "oauth2-bearer", "output-dir", "parallel-max", "pass", "pinnedpubkey",
    "preproxy", "proto", "proto-default", "proto-redir", "proxy-cacert", "proxy-capath", "proxy-cert",
    "proxy-cert-type", "proxy-ciphers", "proxy-crlfile", "proxy-header", "proxy-key", "proxy-key-type",
    "proxy-pass", "proxy-pinnedpubkey", "proxy-service-name", "proxy-tls13-ciphers", "proxy-tlsauthtype",
    "proxy-tlspassword", "proxy-tlsuser", "proxy1.0", "pubkey", "random-file", "rate", "request-target", "resolve",
    "retry", "retry-delay", "retry-max-time", "sasl-authzid", "service-name", "socks4", "socks4a", "socks5",
    "socks5-gssapi-service", "socks5-hostname", "stderr", "tftp-blksize", "tls-max", "tls13-ciphers", "tlsauthtype",
    "tlspassword", "tlsuser", "trace", "trace-ascii", "unix-socket", "url", "url-query", "variable",
))  # fmt: skip
_LOST = frozenset((
    "form", "form-string", "upload-file", "config", "cert", "cacert", "key", "range", "resolve", "connect-to",
    "unix-socket", "aws-sigv4", "proxy-user", "proxy-header", "interface", "limit-rate", "digest", "ntlm",
    "negotiate", "url-query", "preproxy", "doh-url", "socks4", "socks4a", "request-target", "netrc-file", "time-cond",
    "continue-at",
))  # fmt: skip
_DATA = ("data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json")
_ENCODINGS = "gzip, deflate, br, zstd"


def is_command(text: str) -> bool:
    """Whether it begins as a cURL command does."""
    return _COMMAND.match(text) is not None


def from_command(text: str) -> Imported:
    """The command's request. Raises `UsageError` for a quote that is not closed, or where there is no address."""
    text = _COMMAND.sub("curl ", text, count=1)
    pieces = _windows_pieces(text) if re.search(r'\^\r?\n|\^"', text) else _shell_pieces(text)
    return _Reader().read(list(_options(list(_words(pieces))[1:])))


def _words(pieces: Iterator[str | None]) -> Iterator[str]:
    """The arguments: pieces with no blank, which is None, between them are one."""
    word: str | None = None
    for piece in pieces:
        if piece is not None:
            word = (word or "") + piece
        elif word is not None:
            yield word
            word = None
    if word is not None:
        yield word


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise _unclosed(text, at)
        yield match
        at = match.end()


def _shell_pieces(text: str) -> Iterator[str | None]:
    """What a shell would put in for a variable stands there as `{{NAME}}`."""
    for match in _matches(_PIECE, text):
        kind = match.lastgroup
        if kind in ("end", "comment"):
            return
        if kind != "joint":
            yield None if kind == "blank" else _meaning(kind or "", match[0], match)


def _meaning(kind: str, whole: str, match: re.Match[str]) -> str:
    match kind:
        case "ansi":
            return _ansi(match["ansi"])
        case "double":
            text = _SHELL_VARIABLE.sub(r"{{\1\2}}", match["double"])
            return re.sub(r'\\([$`"\\\n])', lambda found: "" if found[1] == "\n" else found[1], text)
        case "single" | "escaped":
            return match[kind]
    return _SHELL_VARIABLE.sub(r"{{\1\2}}", whole)


def _ansi(text: str) -> str:
    r"""What `$'…'` stands for: `\x` gives a byte, `\u` a unit of UTF-16."""
    parts: list[bytes] = []
    at = 0
    for match in _ANSI.finditer(text):
        parts.append(text[at : match.start()].encode("utf-8", "surrogatepass"))
        short, long, byte, octal, letter = match.groups()
        if byte or octal:
            parts.append(bytes([int(byte, 16) if byte else int(octal, 8) & 0xFF]))
        else:
            code = int(short or long or "0", 16)
            character = _ANSI_LETTERS.get(letter, letter) if letter else chr(code if code <= 0x10FFFF else 0xFFFD)
            parts.append(character.encode("utf-8", "surrogatepass"))
        at = match.end()
    parts.append(text[at:].encode("utf-8", "surrogatepass"))
    data = b"".join(parts)
    try:
        units = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _windows_pieces(text: str) -> Iterator[str | None]:
    text = re.sub(r"\^\r?\n\r?\n", "\n", text)
    text = re.sub(r"\s*\^\r?\n\s*", " ", text)
    text = _CMD_VARIABLE.sub(r"{{\1}}", text)
    if re.search(r'\^["{}\\%&<>|!^]', text):
        text = re.sub(r"\^(.)", r"\1", text, flags=re.DOTALL)
    for match in _matches(_WINDOWS_PIECE, text):
        if match.lastgroup == "quoted":
            yield re.sub(r'\\(["\\])|""', lambda found: found[1] or '"', match["quoted"])
        else:
            yield match["plain"]  # None: a blank


def _unclosed(text: str, at: int) -> UsageError:
    line = text.count("\n", 0, at) + 1
    return UsageError(Misuse.OPEN_QUOTE, line=line, text=text[at : at + 24])


def _options(arguments: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a long option's name and its value; an address has the name `url`."""
    rest = iter(arguments)
    for word in rest:
        if word.startswith("--") and len(word) > 2:
            name, separator, value = word[2:].partition("=")
            if name in _VALUED and not separator:
                value = next(rest, "")
            yield name, value
        elif word.startswith("-") and len(word) > 1:
            for at, letter in enumerate(word[1:], 2):
                name = _SHORT.get(letter, "")
                if name.isupper():
                    yield name.lower(), word[at:] or next(rest, "")
                    break
                yield name or letter, ""
        elif word.strip():
            yield "url", word


class _Reader:
    """Takes the options one by one."""

    def __init__(self) -> None:
        self._method = ""
        self._url = ""
        self._headers: list[tuple[str, str]] = []
        self._data: list[str] = []
        self._timeout_ms: int | None = None
        self._proxy: str | None = None
        self._names: set[str] = set()
        self._lost: list[str] = []

    def read(self, options: list[tuple[str, str]]) -> Imported:
        """The request that they ask for."""
        calls: dict[str, Callable[[str], None]] = {
            "header": self._header, "cookie": self._cookie, "user": self._user, "url": self._address, "max-time": self._time,
        }  # fmt: skip
        for name, value in options:
            self._names.add(name)
            if name in _DATA:
                self._take(name, value)
            elif name in calls:
                calls[name](value)
            elif name in _LOST:
                self._lose(name)
            else:
                self._plain(name, value)
        return self._finished()

    def _lose(self, option: str) -> None:
        self._lost.append(translate("Import", "The option --{name} was not taken over.").format(name=option))

    def _plain(self, name: str, value: str) -> None:
        match name:
            case "request":
                self._method = value.upper()
            case "user-agent" | "referer":
                self._header(f"{name.title()}: {value}")
            case "oauth2-bearer":
                self._header(f"Authorization: Bearer {value}")
            case "proxy":
                self._proxy = value if "://" in value else f"http://{value}"

    def _address(self, value: str) -> None:
        if self._url:
            sentence = translate("Import", "Of several addresses only the first was taken: {url} was not.")
            self._lost.append(sentence.format(url=value))
        else:
            self._url = value

    def _header(self, value: str) -> None:
        name, separator, text = value.partition(":")
        if not separator and value.endswith(";"):
            self._headers.append((value[:-1].strip(), ""))
        elif text.strip() and name.strip().lower() != "content-length":  # `Accept:` takes a header away
            self._headers.append((name.strip(), text.strip()))

    def _cookie(self, value: str) -> None:
        if "=" in value:
            self._header(f"Cookie: {value}")
        else:
            sentence = translate("Import", "The cookies are in the file {file}, which was not read.")
            self._lost.append(sentence.format(file=value))

    def _user(self, value: str) -> None:
        self._header("Authorization: Basic " + base64.b64encode(value.encode()).decode("ascii"))

    def _time(self, value: str) -> None:
        try:
            self._timeout_ms = round(float(value) * 1000)
        except (ValueError, OverflowError):
            self._lose("max-time")

    def _take(self, name: str, value: str) -> None:
        if value.startswith("@") and name not in ("data-raw", "data-urlencode"):
            sentence = translate(
                "Import", "The body is in the file {file}, which was not read: choose it in the editor."
            )
            self._lost.append(sentence.format(file=value[1:]))
            return
        if name == "data-urlencode":
            key, separator, text = value.partition("=")
            value = f"{key}{separator and key and '='}{quote_plus(text)}" if separator else quote_plus(value)
        self._data.append(value)

    def _finished(self) -> Imported:
        names, body, url = self._names, None, self._whole_address()
        data = "".join(self._data) if "json" in names else "&".join(self._data)
        if "get" in names and self._data:
            url += ("&" if "?" in url else "?") + data
        elif self._data:
            body = data
            self._default(
                "Content-Type", "application/json" if "json" in names else "application/x-www-form-urlencoded"
            )
        if "json" in names:
            self._default("Accept", "application/json")
        if "compressed" in names:
            self._default("Accept-Encoding", _ENCODINGS)
        return Imported(
            method=self._method or ("HEAD" if "head" in names else "GET" if body is None else "POST"),
            url=url,
            headers=tuple(self._headers),
            body=body,
            is_json=body is not None and "json" in self._value("content-type").lower() and _is_json(body),
            timeout_ms=self._timeout_ms,
            verify="insecure" not in names,
            proxy=self._proxy,
            http2=not names.isdisjoint(("http2", "http2-prior-knowledge")),
            follow_redirects="location" in names,
            lost=tuple(self._lost),
        )

    def _whole_address(self) -> str:
        url = self._url
        if not url:
            raise UsageError(Misuse.NO_ADDRESS)
        if "://" not in url and not url.startswith("{{"):
            url = f"http://{url}"
        return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~{}\\|^`\"<>")

    def _value(self, header: str) -> str:
        return next((value for name, value in self._headers if name.lower() == header), "")

    def _default(self, name: str, value: str) -> None:
        if not any(key.lower() == name.lower() for key, _ in self._headers):
            self._headers.append((name, value))


def _is_json(text: str) -> bool:
    return json_text.parse(text.encode("utf-8", "replace")).error is None
