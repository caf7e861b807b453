"""Sentences in Chinese, source, queries, commands, shapes, and their look-alikes: what stands in ⟦ ⟧ is masked, no more."""

from __future__ import annotations

import json

from tests.secrets.cases_gone import MULTIPART, Case

_HEX = "0123456789abcdef"
_LETTERS = "AbCdEfGhIjKlMnOpQrStUvWx"


def _said(text: str) -> Case:
    return Case(json.dumps({"messages": [{"role": "user", "content": text}]}, ensure_ascii=False))


IN_SENTENCES = [
    _said("我的密码是⟦hunter2x⟧"),
    _said("密钥是⟦9f8e7d6c5b4a39281706⟧"),
    _said("密码改成⟦Abc12345⟧了吗"),
    _said("新密码设为⟦Abc12345⟧"),
    _said("密码就是⟦Abc12345⟧"),
    _said("账号 bob 密码 ⟦Abc12345⟧"),
    Case('{"q":"验证码为⟦Abc12345⟧"}'),
]
IN_CODE = [
    _said("wx.setStorageSync('token', '⟦9f8e7d6c5b4a39281706⟧')"),
    _said('localStorage.setItem("access_token", "⟦swordfish⟧")'),
    _said("xhr.setRequestHeader('Authorization', '⟦9f8e7d6c5b4a39281706⟧')"),
    _said('req.headers.set("x-api-key", "⟦9f8e7d6c5b4a39281706⟧")'),
    _said("os.environ.setdefault('API_KEY', '⟦9f8e7d6c5b4a39281706⟧')"),
    _said('form.append("password", "⟦sword-fish1⟧")'),
    Case('.header("X-Api-Key", "⟦abc123def⟧")'),
    Case('define("DB_PASSWORD", "⟦swordfish⟧");'),
    Case('.basicAuth("bob", "⟦abc123⟧")'),
    Case('x(auth=HTTPBasicAuth("bob", "⟦abc123⟧"))'),
    Case('var apiKey string = "⟦abc123def⟧"'),
    Case('let api_key: &str = "⟦abc123def⟧";'),
    Case('const token: string = "⟦abc123def⟧";'),
    Case('const char* password = "⟦abc123def⟧";'),
    Case('apiKey := "⟦abc123def⟧"'),
    Case('#define API_KEY "⟦abc123def⟧"'),
    Case('setx API_KEY "⟦abc123def⟧"'),
    Case("aws configure set aws_secret_access_key ⟦abc123def⟧"),
    Case("CREATE USER bob IDENTIFIED BY '⟦swordfish⟧'"),
    Case("ALTER USER bob WITH PASSWORD '⟦swordfish⟧'"),
    Case("INSERT INTO users (name, password, age) VALUES ('bob', '⟦swordfish⟧', 3), ('o''b', '⟦x⟧', 4)"),
    Case("{\"sql\":\"INSERT INTO users (name, api_key) VALUES ('bob', '⟦swordfish⟧')\"}"),
    Case("openssl rsa -passin pass:⟦abc123⟧"),
    Case("ldapsearch -D cn=a -w ⟦abc123⟧ -b x"),
    Case("az login -u bob -p ⟦abc123⟧"),
    Case("kubectl create secret generic x --from-literal=foo=⟦abc123⟧"),
    Case("http --auth ⟦bob:abc123⟧ http://x"),
]
IN_PLACES = [
    Case('{"kind":"Secret","apiVersion":"v1","data":{"foo":"⟦aHVudGVyMg==⟧"},"stringData":{"bar":"⟦swordfish⟧"}}'),
    Case('{"apiVersion":"v1","data":{"foo":"⟦aHVudGVyMg==⟧"},"kind":"Secret"}'),
    Case("apiVersion: v1\nkind: Secret\ndata:\n  foo: ⟦aHVudGVyMg==⟧\n"),
    Case('{"tokens":{"bob":"⟦abcdefgh123456789ijkl⟧"}}'),
    Case('{"keys":{"openai":"⟦abcdefgh123456789ijklmn⟧"}}'),
    Case('{"u":"https%253A%252F%252Fa%252F%253Ftoken%253D⟦abc⟧"}'),
    Case('"user","api key"\n"bob","⟦swordfish⟧"\n'),
    Case("| user | password |\n|---|---|\n| bob | ⟦hunter2x⟧ |\n| eve | ⟦hunter3x⟧ |\n"),
    _said("See:\n\n| user | API key |\n| --- | :-: |\n| bob | `⟦hunter2x⟧` |\n\nthanks"),
    Case('--xYz\r\nContent-Disposition: form-data; name="code"\r\n\r\n⟦0a1Xyz000abc⟧\r\n--xYz--\r\n', MULTIPART),
    Case('{"g-recaptcha-response":"⟦03AGdBq27abcdefghijklmnop⟧"}'),
    Case('{"skey":"⟦swordfish⟧"}'),
    Case('{"rawHeaders":["Cookie","⟦sid=abc; b=c⟧"]}'),
    Case('[["Authorization","⟦Token abc123def⟧"],["Cookie","⟦token=abc⟧"]]'),
    Case('{"jdbc":"jdbc:oracle:thin:⟦scott/tiger⟧@//h:1521/x"}'),
    Case('{"url":"https://hooks.zapier.com/hooks/catch/⟦123456/abcdef⟧/"}'),
    Case(f'{{"url":"https://x.webhook.office.com/webhookb2/⟦a1b2@c3/IncomingWebhook/{_HEX}{_HEX}/a1b2⟧"}}'),
]
BY_SHAPE = [
    Case(f'{{"k":"⟦{value}⟧"}}')
    for value in (
        f"sess-{_LETTERS}0123456789ABCDEF",
        f"app-{_LETTERS}",
        f"dataset-{_LETTERS}",
        "fastgpt-abcdefghijklmnopqrstuvwxyz0123456789",
        "ms-0123abcd-0123-4567-89ab-0123456789ab",
        f"fc-{_HEX}{_HEX}",
        f"key-{_HEX}{_HEX}",
        f"e2b_{_HEX}{_HEX}01234567",
        f"pcsk_abcdef_{_HEX}{_HEX}",
        f"re_AbCdEfGh_{_LETTERS}",
        f"rnd_{_LETTERS}",
        f"sbp_{_HEX}{_HEX}01234567",
        "sb_secret_abcdefghijklmnopqrstuv_wxyz",
        "glsa_abcdefghijklmnopqrstuvwxyz012345_abcdef01",
        "figd_abcdefghijklmnopqrstuvwxyz0123456789_-AB",
        "NRAK-ABCDEFGHIJKLMNOPQRSTUVWXYZ0",
        "ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz0123456789",
        "dp.st.prd.abcdefghijklmnopqrstuvwxyz0123456789ABCDEF",
        "v4.local.abcdefghijklmnopqrstuvwxyz0123456789",
    )
]
OF_SOURCE = [*IN_SENTENCES, *IN_CODE, *IN_PLACES, *BY_SHAPE]

LIKE_SOURCE = [
    *map(
        _said,
        (
            "密码是什么",
            "密码为空",
            "密码是由字母和数字组成的",
            "密码改为必填",
            "本次消耗 token：1234",
            "剩余 token：5678",
            "密码 不能为空",
            "type Credentials = { apiKey: string; secret: string | null }",
            "SELECT * FROM t WHERE api_key = :api_key AND password = %(password)s",
            "INSERT INTO users (name, password) VALUES (?, ?)",
            "INSERT INTO users (name, password) VALUES ($1, crypt($2, gen_salt('bf')))",
            "INSERT INTO users (name, age) VALUES ('bob', 'old')",
            "CREATE TABLE users (id INT PRIMARY KEY, password VARCHAR(255) DEFAULT '')",
            "license: GPL-3.0-or-later",
            "--api-key-env OPENAI_API_KEY",
            "api_key: OPENAI_API_KEY",
            "Authorization：Bearer 你的密钥",
            "gh auth login --with-token < token.txt",
            'headers = {"Authorization": f"Bearer {api_key}"}',
            'xhr.setRequestHeader("Authorization", "Bearer " + token)',
            'wx.setStorageSync("token", res.data.token)',
            'localStorage.getItem("token")',
            't("password", "Password")',
            'getItem("token", "default")',
            'os.getenv("API_KEY", "")',
            'os.environ.get("TOKEN", "none")',
            'setError("password", "Please choose a longer one")',
            'setLabel("apiKey", "API Key")',
            'setField("password", "required")',
            'map.put("password", password);',
            'map.put("author", "bob123")',
            'setHeader("Accept", "text/html1")',
            'var name string = "abc123def"',
            'var token string = ""',
            '#define MAX_TOKENS "4096"',
            'token := getToken("x")',
            'key := "name"',
            "z.object({ password: z.string().min(8), token: z.string() })",
            "| name | type | note |\n|---|---|---|\n| password | string | required |",
            "| field | token |\n|---|---|\n| a | The access token |",
            "app-component-router-outlet-x",
            "dataset-multilingual-alpaca1",
            "re_compile_pattern_with_flags_and_groups",
            "key-value-store-implementation-in-python",
        ),
    ),
    Case(
        '{"tools":[{"functionDeclarations":[{"name":"x","parameters":{"type":"OBJECT","properties":{"password":{"type":"STRING",'
        '"description":"pw"},"token":{"type":"STRING"}}}}]}]}'
    ),
    Case(
        '{"tools":[{"name":"x","input_schema":{"type":"object","properties":{"token":{"description":"A token, e.g. {abc}",'
        '"type":"string","enum":["access","refresh"]}}}}]}'
    ),
    Case('{"schema":{"type":"object","properties":{"secret":{"type":"string","enum":["yes","no"]}}}}'),
    Case(
        '{"schema":{"properties":{"password":{"default":null,"title":"{x}","anyOf":[{"type":"string"},{"type":"null"}]}}}}'
    ),
    Case('{"token":{"id":5,"text":"He","logprob":-1,"special":false},"generated_text":null}'),
    Case('{"securitySchemes":{"bearerAuth":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}}}'),
    Case('{"security":[{"bearerAuth":[]},{"oauth2":["read:users"]}]}'),
    Case('{"login.password":"Password","login.token":"令牌"}'),
    Case('{"messages":{"password":"Passwort"}}'),
    Case('{"zh":{"password":"密码","apiKey":"接口密钥"}}'),
    Case('{"Bucket":"b","Key":"photos/2024/a1b2.jpg"}'),
    Case('{"key":"cache:user:1"}'),
    Case('{"key":"user_1"}'),
    Case('{"name":"token","content":"Hello"}'),
    Case('{"u":"https://a.b/maps?code=US&state=CA"}'),
    Case("[INFO] session=started id=550e8400-e29b-41d4-a716-446655440000"),
    Case("services:\n  web:\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./pw.txt\n"),
    Case("api_key: !secret openai\nx: 1\n"),
    Case('{"kind":"ConfigMap","data":{"foo":"aHVudGVyMg=="}}'),
    Case("apiVersion: v1\nkind: ConfigMap\ndata:\n  foo: aHVudGVyMg==\n"),
    Case('{"kind":"SecretStore","data":{"foo":"bar"}}'),
    Case('{"tokens":["Hello","world"],"keys":{"id":"name","user_id":"abcdefgh123456789ijkl"}}'),
]
MORE_FIELDS = [
    "X-Pin: ⟦4821⟧",
    "X-Pin: 17",
    "Code: ⟦0a3XyzGa1kRz8F0TXVGa1T2Tdu4rYmGj⟧",
    "Code: 200",
    "Sec-WebSocket-Protocol: bearer, ⟦abcdef0123456789abcdef⟧",
    "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.⟦abcdefghijklmnop0123⟧, v4.channel.k8s.io",
    "Sec-WebSocket-Protocol: realtime, openai-beta.realtime-v1, graphql-transport-ws",
    "X-WX-Skey: ⟦swordfish⟧",
]
