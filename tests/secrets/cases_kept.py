"""Bodies that look like secrets and are none: byte for byte they stay as they are."""

from __future__ import annotations

from streamlab.secrets.values import words
from tests.secrets.cases_gone import FORM, Case

NUMBERS_OF = words(
    "max_tokens token_count total_tokens prompt_tokens completion_tokens tokens token_limit "
    "tokens_per_second max_completion_tokens cached_tokens eos_token_id password_length session_count "
    "code status_code error_code zip_code ticket_count pass_count seed cookie_max_age token_budget "
    "sign_count key_size auth_time pass fail pin expires_in pinned keyframes n logprobs timeout"
)
TEXTS_OF = words(
    "tokenizer author authors authority design assignment passage compass keyboard monkey hash sha256 "
    "etag id trace_id request_id bypass sign_up_url cache_key primary_key public_key sort_key "
    "idempotency_key key_name token_type auth_type auth_method grant_type country_code lang_code "
    "error_code status_code zip_code eos_token pad_token password_policy cookie_domain secret_name "
    "signature_algorithm token_url authorization_endpoint openid unionid appid client_id user_id username "
    "nonce state conversation_id next_page_token pageToken user email prompt model description designer "
    "signal secretary passenger ticket_id session_type tokenization codec barcode sidebar inside opinion "
    "passive hotkey assigned keywords md5 checksum digest commit sha revision version fingerprint uuid "
    "guid span_id correlation_id object_key s3_key foreign_key message_id cookie_policy 密码学 密码长度 令牌数量 作者"
)
KEPT = [
    *(Case(f'{{"{name}": 12}}') for name in sorted(NUMBERS_OF)),
    *(Case(f'{{"{name}": "9f86d081884c7d659a2feaa0c55ad015"}}') for name in sorted(TEXTS_OF)),
    Case('{"code": 200}'),
    Case('{"code": "invalid_api_key"}'),
    Case('{"code": "E1001"}'),
    Case('{"code": "ERR_HTTP2_PROTOCOL_ERROR"}'),
    Case('{"code": "zh_CN", "name": "中文"}'),
    Case('{"code": "rate_limit_exceeded", "message": "slow down"}'),
    Case('{"code": "print(1)"}'),
    Case('{"code": "0"}'),
    Case('{"code": "600519"}'),
    Case('{"key": "color", "value": "red"}'),
    Case('{"key": "user-123", "value": "abc123def"}'),
    Case('{"name": "max_tokens", "value": "5"}'),
    Case('{"name": "model", "value": "abc123DEF456ghi789"}'),
    Case('{"token": "Hello", "logprob": -0.3, "bytes": [72]}'),
    Case('{"token": null, "password": "", "secret": true, "cookie": false}'),
    Case('{"api_key": "{{key}}", "token": "${TOKEN}", "password": "$DB_PASSWORD", "secret": "<your secret>"}'),
    Case('{"api_key": "YOUR_API_KEY"}'),
    Case('{"credentials": "include"}'),
    Case('{"auth": "none"}'),
    Case('{"sign": "+"}'),
    Case('{"sign": "aries"}'),
    Case('{"pass": "yes", "fail": 0}'),
    Case('{"pass": 1200, "fail": 3}'),
    Case('{"pwd": "/home/me"}'),
    Case('{"ticket": "JIRA-123"}'),
    Case('{"pin": 13}'),
    Case('{"session": {"model": "gpt", "voice": "alloy"}}'),
    Case(
        '{"tools": [{"parameters": {"properties": {"password": {"type": "string", "description": "what the user types"}}}}]}'
    ),
    Case('{"required": ["password", "username"]}'),
    Case('{"required": ["token", "secret"]}'),
    Case('{"fields": ["password", "email"]}'),
    Case('{"properties": {"token": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}'),
    Case('{"stop": ["token", "end"]}'),
    Case('{"role": "user", "name": "auth", "content": "hello there"}'),
    Case('{"content": "the token is the basic unit of text"}'),
    Case('{"content": "password: please choose one"}'),
    Case('{"content": "Token: the smallest unit. Key: an idea."}'),
    Case('{"content": "your password is too short"}'),
    Case('{"content": "the password is base64 encoded, the secret is sha256 hashed"}'),
    Case('{"content": "login(user=user, password=password)"}'),
    Case('{"content": "token = get_token()"}'),
    Case('{"content": "api_key=os.environ[\\"OPENAI_API_KEY\\"]"}'),
    Case('{"content": "sorted(items, key=len)"}'),
    Case('{"content": "const token = await login();"}'),
    Case('{"content": "password: string; token?: string"}'),
    Case('{"content": "Authorization: Bearer <token>"}'),
    Case('{"content": "Authorization: Bearer ${TOKEN}"}'),
    Case('{"content": "we use bearer authentication and basic understanding"}'),
    Case('{"content": "if (password == null) return"}'),
    Case('{"content": "status code: 404, exit code: 137"}'),
    Case('{"content": "Total tokens: 1234, max tokens: 4096"}'),
    Case('{"content": "密码是什么？请解释令牌的含义"}'),
    Case('{"content": "密码：请设置一个"}'),
    Case('{"content": "see https://h.example/docs/tokens?page=2&sort=key#auth"}'),
    Case('{"content": "https://medium.com/@user/post-123"}'),
    Case('{"content": "mail me@h.example about the key"}'),
    Case('{"content": "sk-learn is scikit-learn; task-oriented; risk-averse-investors-everywhere"}'),
    Case('{"content": "the eyJ prefix"}'),
    Case('{"url": "https://h.example/p?id=123&page=2"}'),
    Case('{"url": "https://h.example:8443/p"}'),
    Case('{"image": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA"}'),
    Case('{"id": "chatcmpl-9f86d081884c7d659a2feaa0c55ad015"}'),
    Case('{"commit": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}'),
    Case('{"id": "550e8400-e29b-41d4-a716-446655440000"}'),
    Case('{"created": 1700000000, "object": "chat.completion"}'),
    Case("a=b&c=d", FORM),
    Case("max_tokens=5&author=me&code=200", FORM),
    Case("lang_code=zh&zip_code=12345&sign_up=yes", FORM),
    Case("q=what+is+a+token&page=2", FORM),
    Case("model: m\nmax_tokens: 5\nauthor: me\n"),
    Case("Dear author,\nthe design of the key is: simple.\nRegards"),
    Case("<a><author>me</author><max_tokens>5</max_tokens></a>"),
    Case('<add key="Theme" value="dark"/>'),
    Case('<input type="password" name="user" placeholder="Password"/>'),
    Case("<p>The password is a secret: choose it well.</p>"),
    Case('{"a":   1}'),
    Case("{not json"),
    Case("[" * 5000),
    Case('"\ud800"'),
    Case(""),
    Case("password"),
    Case("password: please choose one"),
    Case("What is a session key? It is a key for one session."),
    Case("def f(token: str, key: int = 5) -> None: ..."),
    Case(
        "import httpx\n\ndef get(url, cookies: CookieTypes = None, auth: AuthTypes | None = None):\n    token = fetch(url)\n"
    ),
    Case("from x import y\nauth = value\nsession: Session = Session(request)\nkey = (name, index)\n"),
    Case('"""About tokens."""\nimport x\nwith stops(session):\n    return\nuserpass = b":".join(parts)\n'),
    Case("const x = 1;\nclient = connect({ auth: auth, password: password });\nthis.token = token;\n"),
    Case('@option("--cookies", "cookies")\n@option("--auth", "auth")\ndef main(): ...\n'),
    Case("12:30 the pass opens; 14:00 it closes"),
    Case("[1, 2, 3, 4.5e6, -7]"),
    Case("\x00\x01\x02binary"),
]
