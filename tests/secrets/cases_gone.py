"""Bodies and what must go of them: what stands in ⟦ ⟧ is masked, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from streamlab.secrets.values import words

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xYz"


class Case(NamedTuple):
    """A body as it is written with its secrets marked, and its content type."""

    text: str
    content_type: str = ""


BY_NAME = [
    Case(f'{{"{name}": "⟦sekret⟧"}}')
    for name in sorted(
        words(
            "token accessToken access_token refresh_token id_token auth jwt sig sign signature pass "
            "passphrase passwd pwd password ticket sessionId session_id sessionKey session_key sid "
            "JSESSIONID PHPSESSID otp credential credentials private_key privateKey client_secret "
            "appSecret secret secretKey api_key apiKey APIKey apikey api-key api.key openai_api_key "
            "OPENAI_API_KEY X-Auth-Token Authorization Cookie cookie csrf_token _csrf xsrf bearer "
            "new_password passwordConfirm password2 oldPassword user_password userPassword mypassword "
            "db_pass dbPassword smtp_pass code_verifier verification_code smsCode login_code js_code "
            "wxCode access_key_id AccessKeySecret secret_id SecretAccessKey psk license_key "
            "signing_key encryption_key webhook_secret bot_token oauth_token token_secret connect.sid "
            "auth_token PassWord PASSWORD token1 security_token X-Amz-Security-Token x-api-key "
            "passcode pin_code mnemonic cvv 密码 密钥 令牌 口令 用户密码 访问令牌 秘钥 私钥 授权码 验证码 新密码 senha пароль "
            "パスワード 비밀번호 username_password refreshtoken clientsecret accesstoken"
        )
    )
]
BY_VALUE = [
    Case('{"code": "⟦0a3XyzGa1kRz8F0TXVGa1T2Tdu4rYmGj⟧"}'),
    Case('{"code": "⟦abc⟧", "grant_type": "authorization_code"}'),
    Case('{"js_code": "⟦abc⟧", "appid": "wx123"}'),
    Case('{"pin": "⟦4821⟧"}'),
    Case('{"pin": ⟦4821⟧}'),
    Case('{"pass": ⟦123456⟧}'),
    Case('{"key": "⟦3f9a8b7c6d5e4f3a⟧"}'),
    Case('{"sk": "⟦aX9f3kQ81mZpL0w7Rt⟧"}'),
    Case('{"access": "⟦aX9f3kQ81mZpL0w7Rt⟧"}'),
    Case('{"ticket": "⟦gQH47joAAAAAAAAAASxodHRw⟧"}'),
]
BY_SHAPE = [
    Case(f'{{"content": "what is ⟦{value}⟧ ?"}}')
    for value in (
        JWT,
        "sk-abcdefghij0123456789",
        "sk-proj-abcDEF0123456789_-xyz",
        "sk-ant-api03-abcDEF0123456789",
        "ghp_0123456789abcdefABCDEF0123456789abcd",
        "github_pat_11ABCDEFG0abcdefghij_klmnop",
        "xoxb-123456789012-abcdefGHIJK",
        "xoxp-123456789012-abcdefGHIJK",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "glpat-abcDEF0123456789_xyz",
        "hf_abcdefghijABCDEFGHIJ0123456789abcd",
        "gsk_abcdefghijABCDEFGHIJ0123456789abcd",
        "r8_abcdefghijABCDEFGHIJ0123456789abcdef",
        "xai-abcdefghijABCDEFGHIJ0123456789abcdef",
        "LTAI5tAbCdEfGhIjKlMnOpQr",
        "AKLTabcdefGHIJKL0123456789",
        "ya29.a0AfH6SMBabcdefghijklmnop",
        "0123456789abcdef0123456789abcdef.AbCdEfGhIjKlMnOp",
        "npm_0123456789abcdefABCDEF0123456789abcd",
        "SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        "123456789:AAabcdefghijklmnopqrstuvwxyz0123456",
    )
] + [
    Case('{"content": "send Bearer ⟦abcDEF0123456789⟧ with it"}'),
    Case('{"content": "Authorization: ⟦Basic dXNlcjpwYXNzd29yZA==⟧"}'),
    Case('{"x": "-----BEGIN RSA PRIVATE KEY-----⟦\\nMIIEowIBAAKCAQEA\\nabc\\n⟧-----END RSA PRIVATE KEY-----"}'),
    Case('{"hook": "https://hooks.slack.com/services/⟦T000/B000/abcdef0123⟧"}'),
    Case('{"dsn": "postgres://⟦me:word⟧@db.example:5432/app"}'),
    Case('{"⟦sk-abcdefghij0123456789⟧": 1}'),
    Case("just a text with ⟦sk-abcdefghij0123456789⟧ in it"),
]
OF_JSON = [
    Case('\ufeff{"password": "⟦x1⟧"}'),
    Case('{"password": "⟦x1⟧",}'),
    Case('{"a": NaN, "password": "⟦x1⟧"}'),
    Case('{"a": 1 /* the password is next */, "password": "⟦x1⟧"} // end'),
    Case("{'password': '⟦x1⟧'}"),
    Case("{password: '⟦x1⟧', a: 1}"),
    Case('{"a": "cut\n{"password": "⟦x1⟧"}'),
    Case('{"password": "⟦x1'.replace("⟦x1", "⟦x1⟧")),
    Case('{"a": {"password": "⟦x1⟧"'),
    Case('ord": 1, "password": "⟦x1⟧"}'),
    Case('{"password": "⟦a\\"b⟧"}'),
    Case('{"password": "⟦one⟧", "password": "⟦two⟧"}'),
    Case('{"p\\u0061ssword": "⟦x1⟧"}'),
    Case('{"pass\\u0077ord": "⟦x1⟧", "\\u5bc6\\u7801": "⟦y⟧"}'),
    Case('{"password": ⟦123456⟧}'),
    Case('{"password": ⟦-1.5e3⟧}'),
    Case('{"password": ["⟦a⟧", "⟦b⟧", ⟦12⟧]}'),
    Case('{"credentials": {"user": "⟦a⟧", "more": ["⟦b⟧", {"x": "⟦c⟧"}], "on": true}}'),
    Case('{"auth": ["⟦user⟧", "⟦x1⟧"]}'),
    Case('{"name": "api_key", "value": "⟦x1⟧"}'),
    Case('{"value": "⟦x1⟧", "name": "api_key"}'),
    Case('{"key": "Authorization", "value": "⟦x1⟧", "enabled": true}'),
    Case('{"k": "token", "v": ⟦123⟧}'),
    Case('[["api_key", "⟦x1⟧"], ["model", "m"]]'),
    Case('["api_key", "⟦x1⟧"]'),
    Case('{"headers": ["Authorization", "⟦x1⟧", "Accept", "*/*"]}'),
    Case('{"args": ["run", "--api-key", "⟦x1⟧", "--verbose"]}'),
    Case('{"headers": ["X-Api-Key: ⟦x1⟧", "Accept: */*"]}'),
    Case('{"inner": "{\\"password\\": \\"⟦x1⟧\\"}"}'),
    Case('{"inner": "{\\"more\\": \\"{\\\\\\"token\\\\\\": \\\\\\"⟦x1⟧\\\\\\"}\\"}"}'),
    Case('{"form": "a=1&password=⟦x1⟧&b=2"}'),
    Case('{"url": "https://h.example/p?a=1&access_token=⟦x1⟧#b"}'),
    Case('{"url": "https:\\/\\/h.example\\/p?access_token=⟦x1⟧"}'),
    Case('{"url": "/relative?x=1&token=⟦x1⟧"}'),
    Case('{"a":1}\n{"password":"⟦x1⟧"}\n{"b":2}\n'),
    Case('data: {"password":"⟦x1⟧"}\n\ndata: {"token":"⟦y⟧"}\n\n'),
    Case(')]}\',\n{"password":"⟦x1⟧"}'),
    Case('callback({"password":"⟦x1⟧"})'),
    Case("[" * 3000 + '{"password":"⟦x1⟧"}' + "]" * 3000),
    Case('{"a":' * 3000 + '{"password":"⟦x1⟧"}' + "}" * 3000),
    Case("[" * 200_000 + '"password":"⟦x1⟧"'),
    Case('{"properties": {"password": {"type": "string", "default": "⟦x1⟧"}}}'),
    Case('{"env": {"DB_PASSWORD": "⟦x1⟧", "PATH": "/bin"}}'),
    Case('{"messages": [{"role": "user", "content": "my password is ⟦hunter2⟧"}]}'),
    Case('{"messages": [{"role": "user", "content": "my password: ⟦hunter2⟧, thanks"}]}'),
    Case('{"content": "curl -H \'Authorization: ⟦Bearer abc⟧\' https://h.example"}'),
    Case('{"content": "curl -u ⟦me:word⟧ https://h.example"}'),
    Case('{"content": "run --password ⟦x1y2⟧ now"}'),
    Case('{"content": "API_KEY=⟦x1⟧\\nMODEL=m"}'),
    Case('{"content": "密码：⟦hunter2⟧"}'),
    Case('{"content": "os.environ[\\"API_KEY\\"] = \\"⟦x1⟧\\""}'),
]
OF_FORMS = [
    Case("a=b&password=⟦x1⟧", FORM),
    Case("a=b&password=⟦x1⟧"),
    Case("password=⟦x 1;y⟧&a=b", FORM),
    Case("pass%77ord=⟦x1⟧&a=b", FORM),
    Case("user%5Bpassword%5D=⟦x1⟧", FORM),
    Case("%E5%AF%86%E7%A0%81=⟦x1⟧&a=b"),
    Case("grant_type=authorization_code&code=⟦abc⟧"),
    Case("code=⟦0a3XyzGa1kRz8F0TXVGa1T2Tdu4rYmGj⟧&a=1"),
    Case("next=https%3A%2F%2Fh.example%2F%3Ftoken%3D⟦x1⟧&a=b"),
    Case('data={"password":"⟦x1⟧"}&a=b', FORM),
    Case("data=%7B%22password%22%3A%22⟦x1⟧%22%7D&a=b", FORM),
    Case("key=⟦3f9a8b7c⟧&q=1", FORM),
    Case("sign=⟦5d41402abc4b2a76b9719d911017c592⟧&ts=1"),
    Case("token=⟦x1⟧"),
]
OF_PARTS = [
    Case('--xYz\r\nContent-Disposition: form-data; name="password"\r\n\r\n⟦x1⟧\r\n--xYz--\r\n', MULTIPART),
    Case('--xYz\r\nContent-Disposition: form-data; name="password"\r\n\r\n⟦x1⟧\r\n--xYz--\r\n'),
    Case("--xYz\nContent-Disposition: form-data; name=token\n\n⟦a\nb⟧\n--xYz--\n", MULTIPART),
    Case(
        "--xYz\r\nContent-Disposition: form-data; name*=UTF-8''%E5%AF%86%E7%A0%81\r\n\r\n⟦x1⟧\r\n--xYz--\r\n", MULTIPART
    ),
    Case(
        '--xYz\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{"token":"⟦x1⟧"}\r\n--xYz--',
        MULTIPART,
    ),
    Case(
        '--xYz\r\nContent-Disposition: form-data; name="f"; filename="k.pem"\r\n\r\n'
        "-----BEGIN PRIVATE KEY-----⟦\nMII\n⟧-----END PRIVATE KEY-----\r\n--xYz--",
        MULTIPART,
    ),
    Case('--xYz\r\nContent-Disposition: form-data; name="secret"\r\n\r\n⟦cut off⟧', MULTIPART),
]
OF_LINES = [
    Case("user: me\npassword: ⟦x1⟧\n"),
    Case("password: ⟦sekret⟧"),
    Case("[db]\nhost = h\npassword = ⟦x1⟧ ; a note\n"),
    Case("export API_KEY=⟦x1⟧\nexport MODEL=m\n"),
    Case('API_KEY="⟦x 1⟧"\nMODEL=m\n'),
    Case("auth:\n  user: ⟦me⟧\n  pass: ⟦x1⟧\nmodel: m\n"),
    Case("secrets:\n  - ⟦one⟧\n  - ⟦two⟧\nmodel: m\n"),
    Case("private_key: |\n  ⟦MIIEow⟧\n  ⟦abcdef⟧\nmodel: m\n"),
    Case("env:\n  - name: API_KEY\n    value: ⟦x1⟧\n  - name: MODEL\n    value: m\n"),
    Case("passphrase: ⟦correct horse battery staple⟧\nmodel: m\n"),
    Case("POST /x HTTP/1.1\r\nHost: h\r\nAuthorization: ⟦Token abc⟧\r\nX-Api-Key: ⟦x1⟧\r\n\r\n"),
    Case("<login><user>me</user><password>⟦x1⟧</password></login>"),
    Case('<x:Password xsi:type="s">⟦x1⟧</x:Password>'),
    Case('<login user="me" password="⟦x1⟧"/>'),
    Case('<add key="ApiKey" value="⟦x1⟧"/>'),
    Case('<string name="api_key">⟦x1⟧</string>'),
    Case("<dict><key>password</key><string>⟦x1⟧</string><key>model</key><string>m</string></dict>"),
    Case("<credentials><a><b>⟦x1⟧</b></a></credentials>"),
    Case("<password><![CDATA[⟦x1⟧]]></password>"),
    Case("Server=h;Database=d;User Id=me;Password=⟦x1⟧;"),
    Case("DefaultEndpointsProtocol=https;AccountName=n;AccountKey=⟦abc123def456⟧;EndpointSuffix=e"),
]
GONE = [*BY_NAME, *BY_VALUE, *BY_SHAPE, *OF_JSON, *OF_FORMS, *OF_PARTS, *OF_LINES]
