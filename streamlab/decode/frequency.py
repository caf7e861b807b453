"""How common a character is in running text, from 0 to 1.

The national standards ordered their characters by use: level 1 of GB 2312, Big5 and JIS X 0208 holds what everybody writes. Above
them stand short lists of the commonest characters, which make up most of every text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

_BY_USE = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知"
    "全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门"
    "任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接"
    "必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住"
    "告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔您请谢吗吧呢啊呀哦吃喝买卖钱岁早晚快慢错误服试测码"
    "字符串消息用户网络流式输入模型助帮问答案例句简单写改吐包块片段界线断坏丢失修复显示乱世界朋友语言谁哪怎爱喜欢家乡春夏秋冬红绿蓝"
    # the traditional forms of these
    "這個們來為國說時會對過發後裡種經麼學當沒動還進樣開從實軍無與長機業關點將兩間問戰應頭體見產氣題變總電數報結資場計區隊決馬書則聽"
    "難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運筆請謝嗎買賣錢歲錯誤測試碼串網絡輸幫簡單寫塊斷壞復顯亂誰愛歡鄉綠藍聲論處義認條"
    "係爾別員門東廣內車風飛話語讀給統紅線終歷現頁顏願須預"
    "帳號站選擇檔案夾軟硬螢幕滑鼠鍵盤瀏覽連結圖書館習約購買貨幣銀郵務儲鐘離處備價範圍續筆較將歲幾"
    # and of Japanese
    "気図国学発売駅円毎読悪楽実対応変戻込働枠私僕彼語話聞食飲夜朝昼週曜窓黒歩転週願質品写送受信番号"
)
_HANGUL = frozenset(
    "이다는을를에의가은로도고하한지기사시대해리인나자어라서그정수과만부아장일전여성보상스제주들면있없것우안요오구비관경공선원유진니으며"
    "동차계등할합된되위음방문모호물세습녕감반갑았었겠네게까지말와같때무생각내더여러분좋많못알좀잘지금입력글한국민회신중마바소재발조미"
    "거운행학단터적용연심통체화실업명당양치표현월년날씨오늘내일사람친구집밥물책길눈비산강바다하늘땅별달해빛깨뜨렸져읽쓰"
)
_PUNCTUATION = frozenset("，。、！？：；（）「」『』《》〈〉【】“”‘’…—–·～•«»¿¡°€£¥§©®™→←↑↓✓✔×÷±№‹›„²³½µ\ufeff")
_RANKS = {character: rank for rank, character in reversed(list(enumerate("，。、！？：；" + _BY_USE)))}
_HANZI = frozenset(_BY_USE)
_SCRIPTS = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "HEBREW",
    "ARABIC",
    "DEVANAGARI",
    "THAI",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "CJK",
)


def rank(character: str) -> int:
    """Its place among the commonest characters of Chinese; those that are not among them come after all."""
    return _RANKS.get(character, len(_RANKS))


@lru_cache(maxsize=65536)
def commonness(character: str) -> float:
    """From 0 (hardly ever written) to 1."""
    code = ord(character)
    if code < 0x80:
        return 1.0 if character.isprintable() or character in "\t\n\r" else 0.0
    if 0x4E00 <= code <= 0x9FFF:
        return _of_han(character)
    if 0xAC00 <= code <= 0xD7A3:
        return 1.0 if character in _HANGUL else 0.6 if _encodes(character, "euc_kr") else 0.1
    if character in _PUNCTUATION or 0x3041 <= code <= 0x3096 or code == 0x30FC:
        return 1.0
    if 0x30A1 <= code <= 0x30FA:
        return 0.85
    if 0xFF01 <= code <= 0xFF5E:
        return 0.7
    return _of_others(character, code)


def mean_commonness(characters: Collection[str]) -> float:
    """The mean of some, at least one.

    Summed up in whole numbers: which side of a threshold a sum of floats comes to lie on depends on the version of Python.
    """
    return sum(round(100 * commonness(character)) for character in characters) / (100 * len(characters))


def _of_han(character: str) -> float:
    if character in _HANZI:
        return 1.0
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("shift_jis", 0x88, 0x97)):
        data = character.encode(codec, "ignore")
        if data and first <= data[0] <= last:
            return 0.6
    return 0.2 if _encodes(character, "gb2312") or _encodes(character, "big5") else 0.1


def _of_others(character: str, code: int) -> float:
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs") or code == 0xFFFD:
        return 0.0
    script = script_of(character)
    if script == "LATIN":
        # Letters with accents; phonetic letters and the like are rarer.
        plain = unicodedata.normalize("NFD", character.lower())[0]
        return 0.4 if not ("a" <= plain <= "z" or character in "ßæœøłđı") else 0.9 if character.islower() else 0.8
    if script == "CYRILLIC":
        return 0.95 if 0x0410 <= code <= 0x044F or character in "ёЁіїєґІЇЄ" else 0.15
    if script in ("GREEK", "HEBREW", "ARABIC", "DEVANAGARI", "THAI"):
        return 0.85
    if 0x1F300 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF or code in (0x200D, 0xFE0F, 0x20E3):
        return 0.85
    if 0xA0 < code < 0xC0 or (category in ("Lm", "Sk") and code < 0xFF00):
        return 0.1
    if "\u0300" <= character <= "\u036f":
        return 0.2
    return 0.5 if category in ("Mn", "Mc", "Lo") else 0.3


@lru_cache(maxsize=65536)
def script_of(character: str) -> str:
    """The script of a letter, by the first word of its name; "" for what belongs to none."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").split(" ", 1)[0]
    name = {"KATAKANA-HIRAGANA": "KATAKANA", "IDEOGRAPHIC": "CJK"}.get(name, name)  # ー, 々
    return name if name in _SCRIPTS or name == "HALFWIDTH" else "OTHER"


def _encodes(character: str, codec: str) -> bool:
    return bool(character.encode(codec, "ignore"))
