"""Pasted source made ready to be run as it stands, its lines kept, and why it is no JavaScript.

Only what is not allowed in the body of a function is rewritten: a page's markup, imports and exports. Names that were imported
are names like any others that the pasted part does not declare. The patterns are bounded, so that no text takes long.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from streamlab.i18n import translate

_SCRIPT = re.compile(r"^[ \t]*<script\b[^>]{0,500}>(.*?)(?:</script\s*>|\Z)", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_NOT_LINE_END = re.compile(r"[^\n]+")
_IMPORT = re.compile(
    r"^[ \t]*import\b(?:[ \t]+type\b)?\s*(?P<names>[\w$*{][^;'\"()]{0,2000}+)?(?P<q>['\"])(?P<module>[^'\"\n]+)(?P=q)",
    re.MULTILINE,
)
_EXPORT = re.compile(
    r"^([ \t]*)export\s+(default\s+|(?=(?:async|function|const|let|var|class)\b)|\{[^{}]{0,2000}+\})", re.MULTILINE
)
_META = re.compile(r"\bimport\s*\.\s*meta\b")
_CATCH = re.compile(r"(?<![.\w$])catch(\s{0,80})(?:\((\s*([A-Za-z_$][\w$]*)\s*)\))?(\s{0,80})\{")
_REACTIVE = re.compile(
    r"\b(const|let|var)(\s+(?:\[\s*)?)([A-Za-z_$][\w$]*)((?:\s*,\s*[\w$]+\s*\])?\s*=\s*)(?:React\.)?(ref|shallowRef|reactive|useState)(\s*\()"
)
_DECLARED = re.compile(
    r"^[ \t]*(?:(?:async\s+)?function\s*\*?\s*([A-Za-z_$][\w$]*)\s*\(|class\s+([A-Za-z_$][\w$]*)"
    r"|(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*(?:\{|async\b|function\b|\([^()]*\)\s*=>|[A-Za-z_$][\w$]*\s*=>|(?:React\.)?useCallback\s*\())",
    re.MULTILINE,
)
_FUNCTION = re.compile(r"\s*(?:async\b\s*)?(?:function\b|(?:\([^()]*\)|[A-Za-z_$][\w$]*)\s*=>)")
_MOST = 100  # declared functions that are looked at
_LONGEST_LINE = 2000  # of what is looked at to name another language
_CLASSES = ("TextDecoder", "TextEncoder", "Buffer")  # what a module may have as its default
_PROVIDED = re.compile(r"^(?:buffer|text-encoding.*|.*text-?(?:de|en)cod.*)$")

_TYPES = re.compile(
    r"""^\s*(?:export\s+)?(?:interface|type|enum|declare|namespace|abstract)\s+\w
    | \b(?:const|let|var)\s+[\w$]+\s*!?:\s*[\w{\[(]
    | [(,]\s*[\w$]+\s*\??:\s*[A-Za-z_$][\w$.]*(?:<[^=]*>|\[\])?\s*[,)=|&]
    | \)\s*:\s*[\w<>\[\]|&.,{}\s]+(?:=>|\{)
    | \b(?:private|public|protected|readonly)\s+\w
    | \bas\s+(?:const\b|unknown\b|[\w$.<>\[\]]+)
    | \b\w+\s*<[\w\s\[\]|,.{}:'"]+>\s*\(
    | \w!(?:[.;)\]]|\s*$)
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"<[A-Za-z][\w.]*(?:\s+[\w-]+\s*=|\s*/?>)|</[A-Za-z]|<>")
_OTHER = re.compile(
    r"\s*(?:<[!A-Za-z?]|#!?\s|curl\s|(?:from\s+[\w.]+\s+)?import\s+[\w.]+\s*(?:\n|$|as\b)|(?:async\s+)?def\s|class\s+\w+.*:\s*$|package\s"
    r"|public\s+(?:static|class|final)|import\s+java|POST\s|GET\s|HTTP/)",
)


class Pasted(NamedTuple):
    """Statements that may stand in a function, the functions they declare, and whether they are a lone function expression."""

    text: str
    declared: tuple[str, ...]
    is_function: bool


def prepared(source: str) -> Pasted:
    """The same code on the same lines."""
    text = _script(source.removeprefix("\ufeff").replace("\0", "\ufffd"))
    if text.startswith("#!"):
        text = "//" + text
    text = _IMPORT.sub(_imported, text)
    text = _META.sub("__meta", text)
    text = _EXPORT.sub(_exported, text)
    text = _REACTIVE.sub(r"\1\2\3\4__named('\3', \5)\6", text)
    text = _CATCH.sub(_mark_catch, text)
    names = dict.fromkeys(match[1] or match[2] or match[3] for match in _DECLARED.finditer(text))
    return Pasted(text, tuple(names)[:_MOST], bool(_FUNCTION.match(text)))


def is_empty(source: str) -> bool:
    """Nothing but blanks and comments."""
    return len(source) < _LONGEST_LINE and not re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.DOTALL).strip()


def why_not_javascript(source: str, line: int | None) -> str:
    """What a text is that does not parse from `line` on, in the language in force; empty where that is not known."""
    lines = source.split("\n")
    at = lines[line - 1][:_LONGEST_LINE] if line and line <= len(lines) else ""
    if _OTHER.match(source) and not _SCRIPT.search(source):
        return translate("Handler", "This is not JavaScript. Paste the code that reads the stream.")
    if _TYPES.search(at):
        return translate(
            "Handler", "Line {line} is TypeScript. Take the types out, or paste the compiled JavaScript."
        ).format(line=line)
    if _MARKUP.search(at):
        return translate(
            "Handler", "Line {line} holds markup (JSX). Paste the function that reads the stream, without the markup."
        ).format(line=line)
    return ""


def _blank(text: str) -> str:
    return _NOT_LINE_END.sub("", text)


def _script(source: str) -> str:
    """Of a page with markup, its scripts; the rest as empty lines."""
    found = [(match.start(1), match.end(1)) for match in _SCRIPT.finditer(source)]
    if not found:
        return source
    parts, last = [], 0
    for start, end in found:
        parts += [_blank(source[last:start]), source[start:end]]
        last = end
    return "".join((*parts, _blank(source[last:])))


def _imported(match: re.Match[str]) -> str:
    """An import as declarations where a name is another here, else as nothing."""
    names, separator, rest = (match["names"] or "").rpartition("from")
    if match["names"] and (not separator or rest.strip()):
        return match[0]
    module = match["module"]
    lines = "\n" * match[0].count("\n")
    listed = re.search(r"\{(.*)\}", names, re.DOTALL)
    pairs = [part.split() for part in listed[1].split(",")] if listed else []
    if _PROVIDED.match(module):
        inner = ",".join(f"{pair[0]}:{pair[-1]}" for pair in pairs if pair)
        if not listed and (default := re.match(r"[\w$]+", names)):
            inner = f"{default[0]}:{default[0]}" if default[0] in _CLASSES else ""
        return f"const {{{inner}}}=require('{module}');{lines}" if inner else lines
    aliases = [f"const {pair[2]}={pair[0]};" for pair in pairs if len(pair) == 3 and pair[1] == "as"]
    return "".join(aliases) + lines


def _exported(match: re.Match[str]) -> str:
    lines = "\n" * match[0].count("\n")
    return match[1] + ("__exported.value = " if match[2].startswith("default") else "") + lines


def _mark_catch(match: re.Match[str]) -> str:
    before, _, name, after = match.groups()
    if name is None:
        return f"catch{before}(__error){after}{{__caught(__error);"
    return f"catch{before}({match[2]}){after}{{__caught({name});"
