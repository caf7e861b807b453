"""The reverse look-up against round trips: whatever went wrong on purpose here must be found, and nothing else."""

from __future__ import annotations

import base64
import json
import quopri
from urllib.parse import quote

import pytest

import streamlab
from streamlab.decode.charset import decode
from streamlab.lookup import MAX_TEXT, Fate, Recoverable, look_up
from streamlab.lookup.words import chain, headline, lost_character, reasons
from streamlab.model import Confidence
from tests.lookup.sentences import CLEAN_ONLY, SENTENCES, WORDS

ALL = [sentence for sentences in SENTENCES.values() for sentence in sentences]
_CODECS = {
    "utf-8": "utf-8",
    "latin-1": "latin-1",
    "windows-1252": "cp1252",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "cp437": "cp437",
    "mac-roman": "mac-roman",
}
_LANGUAGES = {"gbk": "chinese", "big5": "traditional", "shift_jis": "japanese", "euc-kr": "korean"}
# (written in, read as): what must be found at once, wherever the reading lost nothing.
ALWAYS = [
    *(("utf-8", wrong) for wrong in ("latin-1", "windows-1252", "gbk", "big5", "shift_jis", "windows-1251", "koi8-r")),
    *(("utf-8", wrong) for wrong in ("cp437", "mac-roman")),
    *((right, wrong) for right in _LANGUAGES for wrong in ("latin-1", "windows-1252")),
    *((right, "gbk") for right in ("big5", "shift_jis", "euc-kr")),
    *(("gbk", wrong) for wrong in ("big5", "euc-kr")),
    ("euc-kr", "big5"),
    ("shift_jis", "euc-kr"),
]


def _garbled(sentence: str, right: str, wrong: str) -> str | None:
    """The sentence as it would be shown; None where something is lost on the way."""
    try:
        return sentence.encode(_CODECS[right]).decode(_CODECS[wrong])
    except UnicodeError:
        return None


def _pairs(right: str, wrong: str) -> list[tuple[str, str]]:
    sentences = ALL if right == "utf-8" else SENTENCES[_LANGUAGES[right]]
    pairs = [(sentence, garbled) for sentence in sentences if (garbled := _garbled(sentence, right, wrong))]
    least = 4 if right in _LANGUAGES and wrong in _LANGUAGES else 1  # two or three characters may be anything
    return [(sentence, garbled) for sentence, garbled in pairs if sentence != garbled and len(sentence) >= least]


@pytest.mark.parametrize(("right", "wrong"), ALWAYS)
def test_every_lossless_wrong_reading_is_found_first(right: str, wrong: str) -> None:
    pairs = _pairs(right, wrong)
    assert len(pairs) >= 2
    for sentence, garbled in pairs:
        best = look_up(garbled).best
        assert best is not None, garbled
        assert (best.original, best.wrong, best.right) == (sentence, wrong, right) or (
            # Where no byte of 80 to 9F occurs the two are one.
            {best.wrong, wrong} == {"latin-1", "windows-1252"} and (best.original, best.right) == (sentence, right)
        ), garbled
        assert best.recoverable is Recoverable.WHOLE
        assert not best.lost_count


def test_there_are_more_than_a_hundred_sentences() -> None:
    assert len(ALL) > 100
    assert sum(len(_pairs(right, wrong)) for right, wrong in ALWAYS) > 600


def test_c1_controls_tell_latin_1_from_windows_1252() -> None:
    sentence = "什么都可以——“引号”"
    as_latin, as_windows = (sentence.encode().decode(codec, "replace") for codec in ("latin-1", "cp1252"))
    assert look_up(as_latin).candidates[0].wrong == "latin-1"
    best = look_up(as_windows).candidates[0]
    assert best.wrong == "windows-1252"
    # The bytes that windows-1252 leaves out are kept as C1 by browsers: then nothing is lost at all.
    browser = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in sentence.encode())
    assert look_up(browser).candidates[0].original == sentence


@pytest.mark.parametrize("sentence", [*ALL, *CLEAN_ONLY, *WORDS.split()])
def test_a_clean_text_is_left_alone(sentence: str) -> None:
    answer = look_up(sentence)
    assert answer.outcome is Fate.FINE, answer.best
    assert not answer.candidates


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_clean_page_is_left_alone(language: str) -> None:
    assert look_up("\n".join(SENTENCES[language])).outcome is Fate.FINE


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "gb18030"])
def test_several_times_over(times: int, wrong: str) -> None:
    found = 0
    for sentence in SENTENCES["chinese"]:
        garbled = sentence
        try:
            for _ in range(times):
                garbled = garbled.encode().decode(wrong)
        except UnicodeDecodeError:
            continue
        best = look_up(garbled).best
        assert best is not None, garbled
        assert best.original == sentence
        assert len(best.steps) == times
        found += 1
    assert found or wrong != "latin-1"


def test_the_published_examples() -> None:
    for garbled, original, wrong, right in (
        ("浣犲ソ", "你好", "gbk", "utf-8"),
        ("ä½\xa0å¥½", "你好", "latin-1", "utf-8"),
        ("ä½ å¥½", "你好", "latin-1", "utf-8"),
        ("Ã¤Â½Â\xa0Ã¥Â¥Â½", "你好", "latin-1", "utf-8"),
        ("\\u00e4\\u00bd\\u00a0\\u00e5\\u00a5\\u00bd", "你好", "latin-1", "utf-8"),
        ("ÄãºÃ", "你好", "latin-1", "gbk"),
        ("ƒAƒCƒE", "アイウ", "windows-1252", "shift_jis"),
        ("縺ゅ>", "あい", "shift_jis", "utf-8"),
        ("O`Y}", "你好", "latin-1", "utf-16-be"),
        ("`O}Y", "你好", "latin-1", "utf-16-le"),
        ("H\0e\0l\0l\0o\0!\0", "Hello!", "latin-1", "utf-16-le"),
        ("don鈥檛", "don’t", "gbk", "utf-8"),
        ("РџСЂРёРІРµС‚", "Привет", "windows-1251", "utf-8"),
        ("ïðèâåò", "привет", "latin-1", "windows-1251"),
        ("畂桳栠摩", "Bush hid", "utf-16-le", "utf-8"),
        ("‚±‚ñ‚É‚¿‚Í", "こんにちは", "windows-1252", "shift_jis"),
        ("¤¤¤å", "中文", "latin-1", "big5"),
        ("¾È³çÇÏ¼¼¿ä", "안녕하세요", "latin-1", "euc-kr"),
        ("救崇窍技夸", "안녕하세요", "gbk", "euc-kr"),
        ("斕疑ㄛ岍賜", "你好，世界", "big5", "gbk"),
        ("偙傫偵偪偼", "こんにちは", "gbk", "shift_jis"),
        ("ï»¿{}", "\ufeff{}", "latin-1", "utf-8"),
        ("涓\ue15f枃", "中文", "gbk", "utf-8"),
        ("é”™è¯¯", "错误", "windows-1252", "utf-8"),
        ("ðŸ˜€", "😀", "windows-1252", "utf-8"),
        ("繝ｭ繧ｰ", "ログ", "shift_jis", "utf-8"),
    ):
        answer = look_up(garbled)
        best = answer.best
        assert answer.outcome is Fate.GARBLED, garbled
        assert best is not None
        assert (best.original, best.wrong, best.right, best.recoverable) == (original, wrong, right, Recoverable.WHOLE)


@pytest.mark.parametrize(
    ("escaped", "wrong", "right"),
    [
        (json.dumps("你好，世界")[1:-1], "json", ""),
        ("\\u{4f60}\\u{597d}，世界", "json", ""),
        (json.dumps(json.dumps("你好，世界"))[3:-3], "json", ""),
        (repr("你好，世界".encode())[2:-1], "bytes", "utf-8"),
        (repr("你好，世界".encode()), "bytes", "utf-8"),
        (repr("你好，世界".encode("gbk"))[2:-1], "bytes", "gbk"),
        ("".join(f"\\{byte:03o}" for byte in "你好，世界".encode()), "bytes", "utf-8"),
        ("&#20320;&#22909;&#xff0c;世界", "html", ""),
        (quote("你好，世界"), "percent", "utf-8"),
        (quote("你好，世界".encode("gbk")), "percent", "gbk"),
        (quopri.encodestring("你好，世界".encode()).decode(), "quoted-printable", "utf-8"),
        (base64.b64encode("你好，世界".encode()).decode(), "base64", "utf-8"),
        ("你好，世界".encode("utf-7").decode(), "utf-7", ""),
    ],
)
def test_escapes_are_no_garbling(escaped: str, wrong: str, right: str) -> None:
    answer = look_up(escaped)
    best = answer.best
    assert answer.outcome is Fate.ESCAPED
    assert best is not None
    assert (best.kind, best.original, best.wrong, best.right) == ("escape", "你好，世界", wrong, right)


# --- losses -----------------------------------------------------------------------------------------------------------


def test_locked_copper_axe_is_lost_before() -> None:
    for garbled in ("锟斤拷", "锟斤拷锟斤拷", "占쏙옙占쏙옙", "嚙踝蕭嚙踝蕭", "ï¿½ï¿½"):
        answer = look_up(garbled)
        assert answer.outcome is Fate.DAMAGED
        best = answer.best
        assert best is not None
        assert best.recoverable is Recoverable.NO
        assert set(best.original) == {"\ufffd"}
        assert all(lost.before for lost in best.lost)
        assert any("U+FFFD" in sentence for sentence in reasons(best))


def test_a_pair_that_lost_its_second_byte_names_what_it_may_have_been() -> None:
    answer = look_up("鎮�濂�锛�")
    best = answer.best
    assert answer.outcome is Fate.GARBLED
    assert best is not None
    assert (best.original, best.wrong, best.right, best.lost_count) == ("���", "gbk", "utf-8", 3)
    assert best.recoverable is Recoverable.PARTLY
    assert [(lost.known, lost.possible[0]) for lost in best.lost] == [("E6 82", "您"), ("E5 A5", "好"), ("EF BC", "，")]
    assert "您" in lost_character(best.lost[0])


@pytest.mark.parametrize(
    ("garbled", "original", "known"),
    [
        ("锛?", "�", "EF BC"),
        ("鈥?", "�", "E2 80"),
        ("浣犲ソ锟", "你好�", "EF BF"),
        ("浣犲ソ鍚?", "你好�", "E5 90"),
        ("浣犲ソ鍚�", "你好�", "E5 90"),
        ("浣犲ソ锟斤拷", "你好��", "EF BF BD"),
    ],
)
def test_odd_borders(garbled: str, original: str, known: str) -> None:
    best = look_up(garbled).best
    assert best is not None
    assert (best.original, best.recoverable) == (original, Recoverable.PARTLY)
    assert best.lost[0].at == original.index("�")
    assert best.lost[0].known == known


def test_a_question_mark_that_was_one_stays() -> None:
    best = look_up("浣犲ソ?").best
    assert best is not None
    assert (best.original, best.recoverable) == ("你好?", Recoverable.WHOLE)


@pytest.mark.parametrize("wrong", ["gb18030", "big5", "cp932", "cp949"])
def test_what_a_lossy_reading_kept_comes_back(wrong: str) -> None:
    """Every character of the original whose bytes were all kept is in the answer, in order."""
    for sentence in SENTENCES["chinese"]:
        garbled = sentence.encode().decode(wrong, "replace")
        best = look_up(garbled).best
        if "\ufffd" not in garbled or wrong != "gb18030":
            continue
        assert best is not None, garbled
        assert (best.right, best.wrong) == ("utf-8", "gbk")
        assert best.recoverable is Recoverable.PARTLY
        rest = iter(sentence)
        assert all(character in rest for character in best.original.replace("\ufffd", ""))
        assert best.lost_count == best.original.count("\ufffd") <= garbled.count("\ufffd")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("你��吗，世��", "per-subpart"),
        ("你���吗，世���界���，���。", "per-byte"),
        ("你���吗，世���", "whole-runs"),
        ("你���吗", "whole-runs"),
        ("笑����脸", "whole-runs"),
        ("笑����脸，你��吗", "per-subpart"),
        ("你���������������吗，�", "mixed-runs"),
        ("你�吗", "one-each"),
        ('{"a":"��Ϊ����"}', "not-utf-8"),
    ],
)
def test_the_number_of_replacement_characters_is_a_fingerprint(text: str, key: str) -> None:
    answer = look_up(text)
    best = answer.best
    assert answer.outcome is Fate.DAMAGED
    assert best is not None
    assert best.kind == "replacement"
    assert key in [reason for reason, _ in best.reasons]
    assert reasons(best)


@pytest.mark.parametrize("client", ["node-buffer", "npm-buffer"])
def test_the_fingerprint_of_a_client_that_decodes_each_chunk(client: str) -> None:
    """What the emulated clients show is told apart by its runs."""
    content = "今天天气怎么样？请帮我写一个例子。".encode()
    ends = [*range(4, len(content), 7), len(content)]
    chunks = [content[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    (run,) = streamlab.emulate(chunks, client=client)
    best = look_up(run.shown).best
    assert best is not None
    keys = [key for key, _ in best.reasons]
    assert ("per-subpart" if client == "node-buffer" else "per-byte") in keys


def test_gbk_read_as_utf_8_is_lost() -> None:
    answer = look_up("春眠不觉晓，处处闻啼鸟".encode("gbk").decode("utf-8", "replace"))
    assert answer.outcome is Fate.DAMAGED
    assert answer.best is not None
    assert answer.best.recoverable is Recoverable.NO
    assert any("GBK" in sentence for sentence in reasons(answer.best))


def test_question_marks_of_an_encoder() -> None:
    for text in ("???", "?????? ???", '{"content":"????"}', "??:????"):
        answer = look_up(text)
        assert answer.outcome is Fate.DAMAGED, text
        assert answer.best is not None
        assert (answer.best.kind, answer.best.recoverable) == ("question-marks", Recoverable.NO)
        assert answer.best.confidence is Confidence.CONSISTENT


def test_memory_that_nothing_was_written_to() -> None:
    for text in ("烫烫烫", "屯屯屯屯", "烫烫烫烫烫烫\n"):
        answer = look_up(text)
        assert answer.outcome is Fate.DAMAGED
        assert answer.best is not None
        assert answer.best.kind == "memory"
        assert any("Visual C++" in sentence for sentence in reasons(answer.best))


def test_half_characters() -> None:
    for text in ("\\ud83d", "ok \\ud83d", "\ud83d", "x\ude00y"):
        answer = look_up(text)
        assert answer.outcome is Fate.DAMAGED
        assert answer.best is not None
        assert answer.best.kind == "surrogates"
        json.dumps(answer.to_dict(), ensure_ascii=False).encode()
    assert look_up("\\ud83d\\ude00").candidates[0].original == "😀"


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("日志显示：浣犲ソ锛屼笘鐣岋紝请看", "日志显示：你好，世界，请看"),
        ("流式返回浣犲ソ", "流式返回你好"),
        ("你好 浣犲ソ", "你好 你好"),
        ("用户: 你好 → ä½ å¥½", "用户: 你好 → 你好"),
        ("页面显示“ä½\xa0å¥½ï¼Œä¸–ç•Œ”，应为“你好，世界”。", "页面显示“你好，世界”，应为“你好，世界”。"),
    ],
)
def test_a_garbled_piece_in_a_text_that_is_fine(text: str, original: str) -> None:
    best = look_up(text).best
    assert best is not None
    assert best.original == original
    assert best.recoverable is Recoverable.WHOLE
    assert "islands" in [key for key, _ in best.reasons]


def test_losses_in_a_piece_are_counted_from_the_beginning_of_the_text() -> None:
    best = look_up("日志显示：浣犲ソ锛屼笘鐣�，请看").best
    assert best is not None
    assert best.original == "日志显示：你好，世�，请看"
    assert [(lost.at, lost.known) for lost in best.lost] == [(9, "E7 95")]


def test_a_loss_beside_a_garbled_piece_is_counted_too() -> None:
    best = look_up("前面有�，后面是 浣犲ソ").best
    assert best is not None
    assert best.original == "前面有�，后面是 你好"
    assert (best.recoverable, best.lost_count) == (Recoverable.PARTLY, 1)
    assert [(lost.at, lost.known) for lost in best.lost] == [(3, "")]


# --- the rest ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_no_text(text: str) -> None:
    assert look_up(text).outcome is Fate.EMPTY


def test_noise_is_admitted_to_be_unknown() -> None:
    noise = "".join(chr(0xE000 + 37 * index % 999) for index in range(40))
    assert look_up(noise).outcome is Fate.UNKNOWN


@pytest.mark.parametrize(
    "unit",
    ["a", "?", "? ", "\ufffd", "\ufffda", "\\", "&", "+", "+A", "%E4", "\\u", "\0", "鎮�", "ä½", "€", "5L2g"],
)
def test_a_million_of_anything_ends(unit: str) -> None:
    answer = look_up(unit * (MAX_TEXT // len(unit) + 5))
    assert answer.cut
    assert headline(answer)


def test_a_long_paste_is_answered_as_a_whole() -> None:
    page = "\n".join(SENTENCES["chinese"]) * 900
    answer = look_up(page.encode().decode("latin-1"))
    best = answer.best
    assert best is not None
    assert best.original[: len(page) // 3] == page[: len(page) // 3]
    assert len(best.original) > 300_000


def test_every_answer_has_words() -> None:
    for text in (
        "浣犲ソ",
        "锟斤拷",
        "鎮�",
        "\\ud83d",
        "???",
        "烫烫烫",
        "你��吗",
        "%E4%BD%A0",
        "\\u4f60",
        "ä½ å¥½",
        "abc",
        "",
    ):
        answer = look_up(text)
        assert headline(answer).strip()
        for candidate in answer.candidates:
            assert "{" not in chain(candidate) + "".join(reasons(candidate)) + "".join(
                map(lost_character, candidate.lost)
            )


@pytest.mark.parametrize(("label", "wrong"), [("gbk", "gbk"), ("iso8859-1", "latin-1")])
def test_what_a_browser_shows_of_utf_8(label: str, wrong: str) -> None:
    """Decoded to the letter of the Encoding Standard, losses included: whole where nothing was lost, else in part."""
    for sentence in ALL:
        garbled = decode(sentence.encode(), label)
        if garbled == sentence:
            continue
        best = look_up(garbled).best
        assert best is not None, garbled
        assert best.right == "utf-8"
        assert best.wrong == wrong or wrong == "latin-1"
        if "\ufffd" not in garbled:
            assert best.original == sentence
        else:
            assert best.recoverable is not Recoverable.WHOLE
            assert best.lost_count


def test_an_escape_is_no_wrong_reading() -> None:
    best = look_up(r"\u00e4\u00bd\u00a0\u00e5\u00a5\u00bd").best
    assert best is not None
    assert (best.original, len(best.steps), best.readings) == ("你好", 2, 1)
    assert "several-steps" not in dict(best.reasons)
