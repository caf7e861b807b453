"""Secrets by name: the words of a name, and what its value may be and yet be none.

A name is split at separators and at capitals: `X-Auth-Token`, `accessToken`, `session_id`. Its last word says what it holds:
a `token` is secret, a `token_count` is a number and a `token_type` a word. Where a name alone cannot tell (`code`, `sign`,
`pass`, `pin`, `key`), the value decides.

Decided: `openid` and `unionid` are ids, not credentials, and stay; so do cursors of pages (`next_page_token`), keys of data
(`cache_key`, `idempotency_key`, `sort_key`), public keys, and the tokens of language models (`eos_token`). An access key's id
does not stay: it is half of the pair.
"""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from streamlab.secrets.stems import speaks
from streamlab.secrets.values import is_chaotic, is_identifier, is_reference, words


class Weight(enum.Enum):
    """What a name says of its value."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 (a word)
    # The value decides:
    TOKEN = "token"  # noqa: S105
    KEY = "key"
    CODE = "code"
    SIGN = "sign"
    PASS = "pass"  # noqa: S105
    PWD = "pwd"  # noqa: S105
    TICKET = "ticket"
    PIN = "pin"
    SESSION = "session"
    WORDS = "words"  # fetch's `credentials: "include"`
    HINT = "hint"  # only what looks like nothing but chance


_PIECES = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W\d_A-Za-z]+")
_PAIRS = {  # two words that are one
    ("pass", "word"): "password", ("pass", "phrase"): "passphrase", ("pass", "code"): "passcode",
    ("pass", "wd"): "passwd", ("pin", "number"): "pin",
    ("pass", "words"): "password", ("api", "keys"): "secret", ("secret", "keys"): "secret", ("private", "keys"): "secret",
    ("access", "keys"): "secret", ("api", "tokens"): "token", ("access", "tokens"): "token", ("auth", "tokens"): "token",
    ("refresh", "tokens"): "token", ("bearer", "tokens"): "token", ("device", "tokens"): "token", ("session", "id"): "sid",
    ("session", "ids"): "sid", ("session", "key"): "secret", ("session", "ticket"): "secret", ("sess", "id"): "sid",
    ("key", "id"): "secret", ("secret", "id"): "secret", ("o", "auth"): "auth", ("o", "auth2"): "auth",
    ("code", "verifier"): "secret", ("seed", "phrase"): "secret", ("mot", "de"): "mot", ("mot", "passe"): "password",
    ("saml", "response"): "secret", ("client", "assertion"): "secret", ("private", "pem"): "secret",
    ("oauth", "verifier"): "secret", ("connect", "sid"): "sid", ("sec", "key"): "secret",
    ("captcha", "response"): "recaptcha", ("recaptcha", "response"): "recaptcha",
}  # fmt: skip
_SECRET = words(
    "password passwords passwd pw tok userpw rootpw passphrase passphrases passcode passcodes psw pswd passwort kennwort "
    "senha contrasena contraseña secret secrets token credential cred creds auth authz authn authorization authorisation "
    "authentication oauth cookie cookies apikey apikeys jwt jws jwe bearer otp totp hotp pincode cvv cvc cvv2 csrf xsrf "
    "csrftoken xsrftoken sid sessid sessionid jsessionid phpsessid aspsessionid signature signatures sig privkey mnemonic "
    "hmac saml samlresponse psk sk ak skey corpsecret recaptcha пароль 비밀번호"
)
_JUDGED = {
    "token": Weight.TOKEN, "key": Weight.KEY, "code": Weight.CODE, "sign": Weight.SIGN, "signature": Weight.SIGN,
    "sig": Weight.SIGN, "pass": Weight.PASS, "pwd": Weight.PWD, "ticket": Weight.TICKET, "pin": Weight.PIN,
    "session": Weight.SESSION, "sess": Weight.SESSION, "credentials": Weight.WORDS, "auth": Weight.WORDS,
    "authentication": Weight.WORDS, "cookie": Weight.WORDS, "cookies": Weight.WORDS, "ak": Weight.HINT, "sk": Weight.HINT,
    "captcha": Weight.CODE, "assertion": Weight.HINT, "access": Weight.HINT, "license": Weight.HINT, "licence": Weight.HINT,
    "grant": Weight.HINT, "private": Weight.HINT, "webhook": Weight.HINT, "login": Weight.HINT, "verifier": Weight.HINT,
    "sas": Weight.HINT, "security": Weight.HINT, "hmac": Weight.SIGN, "tokens": Weight.HINT,
    "nonce": Weight.OPEN,
}  # fmt: skip
_FILLERS = words(  # after which the word before counts
    "pem value values val text str string data raw plain plaintext cleartext b64 base64 enc encrypted confirm confirmation "
    "again repeat new old current env param header v raw hash hex bytes body content payload info"
)
_TAILS = words(  # what is said about a secret, and is none
    "count counts counter limit limits type types kind usage budget length len size sizes min max policy policies url urls "
    "uri uris endpoint endpoints host domain domains path paths name names method methods mode modes provider providers "
    "enabled required disabled expires expire expiry expiration expired ttl age at in on of per time times timeout date "
    "algorithm algorithms alg version format formats scheme schemes style strategy source location field fields prefix "
    "suffix rate price cost second seconds ratio logprob logprobs prob probs index idx offset position start end total "
    "remaining used valid invalid verified supported support status error errors message messages description label title "
    "placeholder help rule rules strength page form button icon color lang language flow scope scopes realm server service "
    "issuer audience role roles level protocol class model models module handler middleware manager factory options option "
    "config settings setting user username users uid email owner group bits consent banner jar up out off detail details "
    "arn ref reference selector is has allowed allow list present set missing change changed created updated rotated "
    "rotation reset issued last first question questions tips tip hint link links window pool bucket id ids stream "
    "streaming counted estimate estimated threshold penalty bias weight weights savings average avg mean sum speed "
    "throughput window image images audio video embedding embeddings probability mask map table vocab file files failed "
    "failure failures success attempts retries retry reason cached input output prompt completion reasoning text limiter "
    "aux"
)
_ID_IS_SECRET = words("secret sid sessionid sessid csrf xsrf")
_MODEL_TOKENS = words(  # words before `token` that make it one of a language model or of a page
    "design eos bos pad unk sep cls mask stop special start end first last next prev previous max min input output prompt "
    "completion total cached reasoning text image audio video num n add skip decoder forced suppress begin fim per page "
    "continuation pagination cursor to of each every per one single by sample count sampling vocab think thinking tool "
    "bytes word byte"
)
_DATA_KEYS = words(  # words before `key` that make it one of data
    "shortcut cache idempotency primary foreign public sort partition routing object answer translation i18n map row group "
    "grouping shard unique index json dict hot foreign order search lookup column field attribute property config setting "
    "hash range sorted surrogate natural composite business entity resource parent child path message event trace dedup "
    "deduplication correlation socket websocket prompt task job node edge layer label tag lang locale feature flag menu tab "
    "route state store slot section block step s bucket item element record filter query metric dimension series data dict "
    "default arrow enter escape return shift alt ctrl control home end delete tab space up down left right press pressed on "
    "metadata meta args kwargs value name type id kind key pub pair openpgp ordering issue jira project ssh-public "
    "conversation thread room chat batch version schema render react list form input table legend piano major minor music"
)
_SECRET_KEYS = words(
    "kms enc pem rapidapi api app secret private priv access auth session license licence signing sign master account "
    "shared subscription encryption encrypt decrypt decryption aes des rsa ssh gpg pgp tls ssl hmac service server client "
    "webhook admin user consumer functions function root deploy my bot write read live test token jwt cookie security safe "
    "vault wallet wifi wpa product activation serial recovery backup symmetric merchant mch pay partner goog openai "
    "anthropic claude deepseek dashscope ark volc qwen kimi moonshot zhipu glm baidu hunyuan minimax gemini google azure "
    "aws mistral groq cohere x secretaccess llm model provider gateway vendor developer dev prod ocp authorization "
    "virtual credential crypto cipher data-encryption salt stripe github gitlab slack"
)
_SECRET_CODES = words(
    "factor unlock auth authorization authorisation login js jscode wx wechat verification verify verif sms captcha "
    "security device backup recovery reset confirm confirmation 2fa fa mfa otp activation access pass pin time email mail "
    "check redeem grant oauth secret"
)
_OPEN_PASSES = words(
    "boarding first second third last single multi two one three low high band by day season render forward backward must "
    "all no free full n test tests did rate bus ski hall early final extra per"
)
_OPEN_SIGNS = words("utf plus minus stop zodiac star dollar road traffic call neon warning sun moon peace equal equals")
_OPEN_SESSIONS = words("count number new has is training")
_ASKED = words("has is show hide requires require needs no can should")  # a yes or no
_GLUED = re.compile(  # names whose words are not kept apart
    r"(?:passw[o0]rd|passwd|passphrase|passcode|secret|secrets|credential|credentials|apikey|apikeys|authorization|cookie|cookies"
    r"|sessionid|sessid|signature|(?<!max)(?<!min)(?<!next)(?<!page)(?<!eos)(?<!bos)(?<!pad)token"
    r"|(?:api|secret|access|app|private|auth|session|license|sign|signing|master|account|shared|subscription|encryption|encrypt"
    r"|aes|rsa|ssh|server|client|storage|webhook|admin|user|security|openai)key"
    r"|(?:auth|login|js|wx|verify|sms|pin)code|accesskeyid|secretid|(?:user|db|smtp|mail|ftp|my|root|admin)(?:pass|pwd))\Z"
)
_BEGUN = re.compile(r"password|passwd|apikey|secretkey|accesstoken|authtoken|accesskey|privatekey|clientsecret")
_FOREIGN = re.compile(
    r"(?:密码|口令|密钥|秘钥|令牌|私钥|凭证|凭据|授权码|验证码|校验码|卡密|暗号|鉴权|密碼|金鑰|密鑰|權杖|憑證|驗證碼|访问密匙|密匙|签名|簽名|パスワード|暗証番号|秘密鍵|トークン|비밀번호|토큰)"
    r"(?:值|串|明文|原文|[0-9一二])?\Z"
)
_ZODIAC = "aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces"
_OPEN_WORDS = {
    Weight.SIGN: words(f"+ - positive negative plus minus zero up down left right none stop {_ZODIAC}"),
    Weight.PASS: words(
        "boarding yes no ok y n passed failed free full all pass fail pending none season day vip skipped"
    ),
    Weight.WORDS: words(
        "include same-origin omit none basic bearer digest oauth oauth2 apikey api_key jwt session header query cookie "
        "required optional enabled disabled auto default anonymous public private saml ldap sso iam password all essential "
        "accepted rejected strict lax ntlm negotiate noauth inherit true false yes no admin guest login client_credentials"
    ),
    Weight.SESSION: words(
        "started ended active expired closed open opened created ok new default main none morning afternoon evening "
        "spring summer autumn fall winter current"
    ),
    Weight.TOKEN: words("access_token refresh_token id_token bearer token"),
}
_LONGEST = 256  # of a name whose words are remembered


def weight(name: str) -> Weight:
    """What a name says of its value."""
    return _remembered(name) if len(name) <= _LONGEST else _weigh(name[-_LONGEST:])


def is_secret(name: str) -> bool:
    """Whether a header, query parameter or JSON member of this name holds a secret, as far as a name alone can tell."""
    return weight(name) not in (Weight.OPEN, Weight.CODE, Weight.PIN, Weight.HINT)


def hides(name: str, value: str) -> bool:
    """Whether `value` under this name is a secret."""
    return holds(weight(name), value)


def holds(by_name: Weight, value: str) -> bool:
    """Whether `value` is a secret under a name of this weight."""
    if by_name is Weight.OPEN or not value.strip() or is_reference(value):
        return False
    if value.strip().lower() in _OPEN_WORDS.get(by_name, ()) or _names_one(value.strip()):
        return False
    test = _TESTS.get(by_name)
    return test is None or test(value.strip())


def _names_one(value: str) -> bool:
    """Whether the value is the name of the variable that holds the secret: `OPENAI_API_KEY`."""
    return bool(_VARIABLE.fullmatch(value)) and weight(value) is not Weight.OPEN


def is_label(value: str) -> bool:
    """Whether the value is what a form calls the field: `Password`, `API Key`, `密码`."""
    return bool(_LABEL.fullmatch(value)) and Weight.OPEN not in (weight(value), weight(value.split()[-1]))


def digits_hide(by_name: Weight, number: str) -> bool:
    """Whether a number is a secret under a name of this weight."""
    if by_name in (Weight.SECRET, Weight.WORDS):
        return True
    digits = number.isdigit()
    if by_name in (Weight.TOKEN, Weight.SIGN, Weight.SESSION):
        return digits and len(number) >= 3
    if by_name is Weight.PIN:
        return digits and 4 <= len(number) <= 8
    return by_name in (Weight.PASS, Weight.PWD) and len(number) >= 4


@lru_cache(4096)
def _remembered(name: str) -> Weight:
    return _weigh(name)


def words_of(name: str) -> list[str]:
    """The words of a name in small letters; two that are one word are one."""
    said: list[str] = []
    for piece in _PIECES.findall(name):
        word = piece.lower()
        if said and (one := _PAIRS.get((said[-1], word))):
            said[-1] = one
        else:
            said.append(word)
    return said


def _weigh(name: str) -> Weight:
    if not speaks(name):
        return Weight.OPEN
    name = name.strip()
    if match := _FOREIGN.search(name, max(0, len(name) - 12)):
        return Weight.SIGN if match[0][:2] in ("签名", "簽名") else Weight.SECRET
    said = words_of(name)
    if len(said) > 1 and said[0] in _ASKED:
        return Weight.OPEN
    found = _of_words(said)
    if found is Weight.OPEN and len(said) > 1 and not _knows_tail(said):
        found = _of_words([name.lower().replace("_", "").replace("-", "")])
    return found


def _knows_tail(said: list[str]) -> bool:
    """Whether the name says something about a thing: then its said glued together are no name."""
    return said[-1] in _TAILS or said[-1] in ("key", "code", "token", "pass", "sign", "session", "tokens", "keys")


def _of_words(said: list[str]) -> Weight:
    said = [word for word in said if not word.isdigit() and (word != "v" or len(said) == 1)]
    while len(said) > 1 and said[-1] in _FILLERS:
        said = said[:-1]
    if not said:
        return Weight.OPEN
    last, before = said[-1], said[-2] if len(said) > 1 else ""
    if last in _JUDGED:
        return _of_head(last, before)
    if last in _SECRET or _GLUED.search(last) or (_BEGUN.match(last) and last != "passwordless"):
        return Weight.SECRET
    if last in _TAILS and not (last in ("id", "ids") and before in _ID_IS_SECRET):
        return Weight.OPEN
    return Weight.SECRET if _has_secret(said[:-1]) else Weight.OPEN


def _has_secret(said: list[str]) -> bool:
    """Whether one of the said before the last is a secret: `X-Key-Id`, `token_for_upload`."""
    for index, word in enumerate(said):
        if word == "token":
            if index == 0 or said[index - 1] not in _MODEL_TOKENS:
                return True
        elif word == "key":
            if index and said[index - 1] in _SECRET_KEYS:
                return True
        elif word in _SECRET and word not in ("ak", "sk", "auth", "cookie", "cookies", "otp"):
            return True
    return False


def _of_head(last: str, before: str) -> Weight:
    """The weight of a name with this last word, and the one before it."""
    if last == "token":
        if before in _MODEL_TOKENS or _COUNTED.search(before):
            return Weight.OPEN
        return Weight.SECRET if before else Weight.TOKEN
    if last == "key":
        return _key(before)
    if last == "tokens":
        return Weight.OPEN if before else Weight.HINT
    if last == "code":
        return Weight.SECRET if before in _SECRET_CODES else Weight.OPEN if before else Weight.CODE
    if last == "pass":
        return Weight.OPEN if before in _OPEN_PASSES else Weight.PASS
    if last in ("sign", "sig", "signature"):
        return Weight.OPEN if before in _OPEN_SIGNS else Weight.SIGN
    if last == "session":
        return Weight.OPEN if before in _OPEN_SESSIONS else Weight.SESSION
    if last == "captcha" or (last in ("sk", "ak") and before in _SECRET_KEYS):
        return Weight.SECRET
    if (last in ("auth", "authentication") and before == "use") or (last == "login" and before):
        return Weight.OPEN
    if last == "assertion" and before in ("jwt", "client", "saml"):
        return Weight.SECRET
    return _JUDGED[last]


def _key(before: str) -> Weight:
    if before in _SECRET_KEYS or before in _SECRET:
        return Weight.SECRET
    return Weight.OPEN if before in _DATA_KEYS else Weight.KEY


_VARIABLE = re.compile(r"[A-Z]{2,}(?:_[A-Z]{2,})+")
_LABEL = re.compile(
    r"(?!My|my|(?:Bearer|Basic|Token|Digest) )[A-Z][a-z]+(?:[ -][A-Za-z]+){0,2}|(?:API|Api)[ -]?[Kk]ey|[^\x00-\x7f]{2,12}"
)
_COUNTED = re.compile(
    r"(?:消耗|剩余|总|输入|输出|使用|花费|平均|最大|用量)了?\Z"
)  # before `token`: of a language model
_CODE = re.compile(r"[\w~+/=.-]{10,}", re.ASCII)
_WORDY = re.compile(
    r"(?:[A-Za-z]+|\d{1,4})(?:[_.:/ -](?:[A-Za-z]+|\d{1,4}))*|[A-Z]+\d{1,6}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
)


def _is_code(value: str) -> bool:
    """A code that proves something, and no code of an error, a country or a program."""
    if not _CODE.fullmatch(value) or value.isdigit():
        return False
    return not _WORDY.fullmatch(value) or (
        value.isalpha() and not value.islower() and not value.isupper() and len(value) > 20
    )


def _is_key(value: str) -> bool:
    """Under `key` alone, or a word before it that is not known: names of things are none."""
    return (
        " " not in value
        and len(value) > 2
        and not is_identifier(value)
        and not _BUTTON.fullmatch(value)
        and not _is_place(value)
    )


def _is_place(value: str) -> bool:
    """Whether the key says where something lies: `photos/2024/a1.jpg`, `cache:user:1`, `user_1`."""
    return bool(_PLACE.fullmatch(value)) and not any(is_chaotic(piece) for piece in re.split("[/:]", value))


def _is_one_word(value: str) -> bool:
    return not any(character.isspace() for character in value)


_BUTTON = re.compile(r"F\d{1,2}|\d")  # of a keyboard
_PLACE = re.compile(r"[\w.-]+(?:/[\w .-]+)*/[\w .-]+\.[A-Za-z]\w{0,4}|[A-Za-z_]+(?::[\w.-]+)+|[a-z]+_\d{1,4}")
_TICKET = re.compile(r"#?\d+|[A-Z]{1,10}-\d+")

_TESTS = {
    Weight.KEY: _is_key,
    Weight.CODE: _is_code,
    Weight.SIGN: _is_one_word,
    Weight.PASS: lambda value: _is_one_word(value) and not (value.isdigit() and len(value) < 4),
    Weight.PWD: lambda value: not re.match(r"(?:/|~/|[A-Za-z]:[\\/])", value),
    Weight.TICKET: lambda value: _is_one_word(value) and not _TICKET.fullmatch(value),
    Weight.PIN: lambda value: bool(re.fullmatch(r"\d{4,8}", value)),
    Weight.SESSION: _is_one_word,
    Weight.HINT: is_chaotic,
}
