"""Bodies that somebody wrote who had not seen the tables: real names, commands, queries, tools and prose, both ways."""

# ruff: noqa: E501 (as they came)

from __future__ import annotations

from tests.secrets.cases_gone import Case

GONE_TOO = (
    Case("http -a ⟦bob:abc123⟧ http://x", "text/plain"),
    Case("openssl enc -k ⟦abc123⟧ -in a", "text/plain"),
    Case("ldapsearch -D cn=a -w ⟦abc123⟧ -b x", "text/plain"),
    Case("net use x: \\\\h\\s /user:bob ⟦abc123⟧", "text/plain"),
    Case('{"sql":"CREATE USER bob IDENTIFIED BY \'⟦hunter2⟧\'"}', "application/json"),
    Case('{"passwort":"⟦Gr33n!Tea⟧"}', "application/json"),
    Case('{"user":{"loginPassword":"⟦abc⟧"}}', "application/json"),
    Case('{"pwd_hash":"⟦$2b$12$KIXabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU⟧"}', "application/json"),
    Case('{"db_password_prod":"⟦qwerty⟧"}', "application/json"),
    Case('{"encodingAESKey":"⟦abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG⟧"}', "application/json"),
    Case(
        '{"EncodingAESKey":"⟦kdjf8394jf93jf93jf93jf93jf93jf93jf93jf93jf9⟧","corpsecret":"⟦9dk3-dk39dk39dk39dk⟧"}',
        "application/json",
    ),
    Case('{"corpid":"ww1234","corpsecret":"⟦S3cr3t_abcdefgh⟧"}', "application/json"),
    Case('{"appsecret":"⟦0123456789abcdef0123456789abcdef⟧","appid":"wx123"}', "application/json"),
    Case('{"AppSecret":"⟦0123456789abcdef0123456789abcdef⟧"}', "application/json"),
    Case('{"app_secret":"⟦0123456789abcdef⟧"}', "application/json"),
    Case('{"wxAppSecret":"⟦d41d8cd98f00b204e9800998ecf8427e⟧"}', "application/json"),
    Case('{"mch_key":"⟦d41d8cd98f00b204e9800998ecf8427e⟧"}', "application/json"),
    Case('{"apiV3Key":"⟦d41d8cd98f00b204e9800998ecf8427e⟧"}', "application/json"),
    Case('{"apiclient_key":"⟦MIIEvQIBADANBgkqhkiG9w0BAQEFAASC⟧"}', "application/json"),
    Case('{"js_code":"⟦0a1Xyz000abc⟧"}', "application/json"),
    Case('{"loginCode":"⟦0a1Xyz000abcDEF⟧"}', "application/json"),
    Case('{"session_key":"⟦HyVFkGl5F5OQWJZZaNzBBg==⟧","openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE"}', "application/json"),
    Case('{"sessionKey":"⟦HyVFkGl5F5OQWJZZaNzBBg==⟧"}', "application/json"),
    Case('{"ACCESS-KEY":"⟦abc-def-ghi-123⟧"}', "application/json"),
    Case(
        '{"accessKeyId":"⟦STS.NTabcdefgh1234⟧","accessKeySecret":"⟦zzzzyyyyxxxx⟧","securityToken":"⟦CAIS8gF1q6Ft5B2y⟧"}',
        "application/json",
    ),
    Case(
        '{"AccessKeyId":"⟦STS.NTabcdefgh1234⟧","SecretAccessKey":"⟦zzzz/yyyy+xxxx⟧","SessionToken":"⟦CAIS8gF1q6Ft5B2y⟧"}',
        "application/json",
    ),
    Case('{"ossAccessKeyId":"⟦STSNTabcdefgh1234⟧"}', "application/json"),
    Case('{"secretKey":"⟦a⟧"}', "application/json"),
    Case('{"x-api-key":"⟦plain words here⟧"}', "application/json"),
    Case('{"X_API_TOKEN":"⟦k1⟧"}', "application/json"),
    Case('{"bearerToken":"⟦abcd⟧"}', "application/json"),
    Case('{"token":"⟦123456⟧"}', "application/json"),
    Case('{"token":⟦123456⟧}', "application/json"),
    Case('{"pin":⟦1234⟧}', "application/json"),
    Case('{"otp":⟦123456⟧}', "application/json"),
    Case('{"smsCode":"⟦839201⟧","phone":"13800138000"}', "application/json"),
    Case('{"verifyCode":"⟦8392⟧"}', "application/json"),
    Case('{"captcha":"⟦x9Kf⟧"}', "application/json"),
    Case('{"验证码":"⟦8392⟧"}', "application/json"),
    Case('{"登录密码":"⟦8392⟧"}', "application/json"),
    Case('{"支付密码":"⟦839200⟧"}', "application/json"),
    Case('{"银行卡密码":⟦839200⟧}', "application/json"),
    Case('{"密码":["⟦one1⟧","⟦two2⟧"]}', "application/json"),
    Case('{"password":{"old":"⟦a1⟧","new":"⟦b2⟧"}}', "application/json"),
    Case('{"secrets":[{"value":"⟦zzz⟧"},{"value":"⟦yyy⟧"}]}', "application/json"),
    Case('{"credentials":{"login":"⟦bob⟧","secret":"⟦p⟧"}}', "application/json"),
    Case('{"auth":{"user":"⟦bob⟧","pass":"⟦hunter2⟧"}}', "application/json"),
    Case('{"auth":["⟦bob⟧","⟦hunter2⟧"]}', "application/json"),
    Case('[{"name":"Authorization","value":"⟦Token abc123def⟧"}]', "application/json"),
    Case('[{"key":"Authorization","value":"⟦abc123def⟧","type":"text"}]', "application/json"),
    Case('[{"k":"api_key","v":"⟦zzzzz⟧"}]', "application/json"),
    Case('[["Authorization","⟦abc123def⟧"],["Accept","*/*"]]', "application/json"),
    Case('{"headers":["Authorization","⟦abc123def⟧","Accept","*/*"]}', "application/json"),
    Case('{"headers":["Authorization: ⟦abc123def⟧","Accept: */*"]}', "application/json"),
    Case('{"headers":{"Authorization":["⟦abc123def⟧"]}}', "application/json"),
    Case('{"header":{"cookie":"⟦sid=abc; b=c⟧"}}', "application/json"),
    Case('{"request":"POST /x HTTP/1.1\\r\\nAuthorization: ⟦abc123def⟧\\r\\nHost: a\\r\\n\\r\\n"}', "application/json"),
    Case('{"curl":"curl -H \\"x-api-key: ⟦zzabc123def⟧\\" https://a"}', "application/json"),
    Case('{"cmd":"curl -u ⟦bob:hunter2⟧ https://a"}', "application/json"),
    Case('{"cmd":"curl --user \'⟦bob:hunter2⟧\' https://a"}', "application/json"),
    Case('{"args":["curl","-u","⟦bob:hunter2⟧","https://a"]}', "application/json"),
    Case('{"args":["--api-key","⟦abcd1234⟧","--model","gpt"]}', "application/json"),
    Case('{"args":["--api-key=⟦abcd1234⟧","--model","gpt"]}', "application/json"),
    Case('{"env":{"OPENAI_API_KEY":"⟦abc⟧","PGPASSWORD":"⟦abc⟧","HOME":"/root"}}', "application/json"),
    Case('{"env":["OPENAI_API_KEY=⟦abc123⟧","HOME=/root"]}', "application/json"),
    Case('{"dsn":"postgres://⟦bob:hunter2⟧@db:5432/x"}', "application/json"),
    Case('{"dsn":"Server=db;User Id=bob;Password=⟦hunter2⟧;"}', "application/json"),
    Case('{"dsn":"host=db user=bob password=⟦hunter2⟧ dbname=x"}', "application/json"),
    Case(
        '{"connectionString":"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=⟦abc/def+ghi==⟧;EndpointSuffix=core.windows.net"}',
        "application/json",
    ),
    Case(
        '{"cs":"Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=⟦abc/def+ghi=⟧"}',
        "application/json",
    ),
    Case('{"url":"https://a.blob.core.windows.net/c?sv=2020&sig=⟦abc%2Fdef%3D⟧"}', "application/json"),
    Case(
        '{"url":"https://b.s3.amazonaws.com/k?X-Amz-Credential=⟦AKIAIOSFODNN7EXAMPLE%2F2020⟧&X-Amz-Signature=⟦abcdef0123⟧&X-Amz-Security-Token=⟦zzz⟧"}',
        "application/json",
    ),
    Case(
        '{"url":"https://b.oss-cn.aliyuncs.com/k?OSSAccessKeyId=⟦LTAI5tABCDEFGH⟧&Expires=1&Signature=⟦ab%2Bc%3D⟧"}',
        "application/json",
    ),
    Case('{"url":"https://oapi.dingtalk.com/robot/send?access_token=⟦abcdef0123456789⟧"}', "application/json"),
    Case(
        '{"url":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=⟦693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa⟧"}',
        "application/json",
    ),
    Case(
        '{"url":"https://api.telegram.org/bot⟦123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw12⟧/send"}',
        "application/json",
    ),
    Case(
        '{"url":"https://open.feishu.cn/open-apis/bot/v2/hook/⟦0e1b2c3d-aaaa-bbbb-cccc-ddddeeeeffff⟧"}',
        "application/json",
    ),
    Case(
        '{"url":"https://discord.com/api/webhooks/⟦123456789012345678/abcdefGHIJKLmnopqrstuvwxyz0123456789⟧"}',
        "application/json",
    ),
    Case('{"u":"wss://a/ws?token=⟦abc⟧#x"}', "application/json"),
    Case('{"u":"https://a/cb#access_token=⟦abc⟧&token_type=bearer"}', "application/json"),
    Case('{"u":"https://a/cb?code=⟦abcDEF123⟧&state=xyz"}', "application/json"),
    Case('{"u":"https://a/reset-password/⟦abcdef0123456789abcdef⟧"}', "application/json"),
    Case('{"u":"/path?api_key=⟦abc⟧"}', "application/json"),
    Case('{"u":"https%3A%2F%2Fa%2F%3Ftoken%3D⟦abc⟧"}', "application/json"),
    Case('{"u":"https%253A%252F%252Fa%252F%253Ftoken%253D⟦abc⟧%2526x%253D1"}', "application/json"),
    Case('{"a":"{\\"password\\":\\"⟦hunter2⟧\\"}"}', "application/json"),
    Case('{"a":"{\\"b\\":\\"{\\\\\\"password\\\\\\":\\\\\\"⟦hunter2⟧\\\\\\"}\\"}"}', "application/json"),
    Case('{"p\\u0061ssword":"⟦hunter2⟧"}', "application/json"),
    Case('{"\\u0070\\u0061\\u0073\\u0073\\u0077\\u006f\\u0072\\u0064":"⟦hunter2⟧"}', "application/json"),
    Case('{"password":"⟦\\u0068unter2⟧"}', "application/json"),
    Case('{"password":"⟦a\\"b⟧"}', "application/json"),
    Case('{"password" : \n "⟦hunter2⟧" }', "application/json"),
    Case("{'password': '⟦hunter2⟧'}", "application/json"),
    Case("{password: '⟦hunter2⟧'}", "application/json"),
    Case("{password: ⟦hunter2⟧}", "application/json"),
    Case('{"password":"⟦hunter2⟧', "application/json"),
    Case('{"password":⟦hunter2⟧,"a":1}', "application/json"),
    Case('"password":"⟦hunter2⟧"}', "application/json"),
    Case('password":"⟦hunter2⟧"}', "application/json"),
    Case('{"password":"⟦hun\nter2⟧"}', "application/json"),
    Case('{"model":"a" "password":"⟦hunter2⟧"}', "application/json"),
    Case('{"model":"a",,,"password":"⟦hunter2⟧"}', "application/json"),
    Case('{"model":"a"}{"password":"⟦hunter2⟧"}', "application/json"),
    Case('{"model":"a"}\n{"password":"⟦hunter2⟧"}\n', "application/json"),
    Case('\x1e{"password":"⟦hunter2⟧"}\n', "application/json"),
    Case('/* {"password":"⟦hunter2⟧"} */ {}', "application/json"),
    Case("{} // password=⟦hunter2⟧", "application/json"),
    Case('{"a":1, // "password": "⟦hunter2⟧"\n "b":2}', "application/json"),
    Case('callback({"password":"⟦hunter2⟧"})', "application/json"),
    Case('for(;;);{"password":"⟦hunter2⟧"}', "application/json"),
    Case('while(1);{"password":"⟦hunter2⟧"}', "application/json"),
    Case('data: {"password":"⟦hunter2⟧"}\n\n', "application/json"),
    Case('event: x\ndata: {"password":"⟦hunter2⟧"}\n\n', "application/json"),
    Case('42{"password":"⟦hunter2⟧"}', "application/json"),
    Case('1:{"password":"⟦hunter2⟧"}', "application/json"),
    Case('0["auth",{"password":"⟦hunter2⟧"}]', "application/json"),
    Case('{"variables":{"input":{"email":"a@b.c","password":"⟦hunter2⟧"}},"query":"mutation"}', "application/json"),
    Case('{"query":"mutation { login(email: \\"a@b.c\\", password: \\"⟦hunter2⟧\\") { token } }"}', "application/json"),
    Case('{"query":"mutation{login(pwd:\\"⟦hunter2⟧\\"){token}}"}', "application/json"),
    Case('{"sql":"ALTER USER bob WITH PASSWORD \'⟦hunter2⟧\'"}', "application/json"),
    Case("{\"sql\":\"INSERT INTO users (name, password) VALUES ('bob', '⟦hunter2⟧')\"}", "application/json"),
    Case('{"sql":"UPDATE users SET password = \'⟦hunter2⟧\' WHERE id=1"}', "application/json"),
    Case('{"sql":"select * from users where api_key=\'⟦hunter2⟧\'"}', "application/json"),
    Case('{"log":"2024 INFO login ok token=⟦abc123⟧ user=bob"}', "application/json"),
    Case('{"log":"Set-Cookie: ⟦sid=abc123; Path=/⟧"}', "application/json"),
    Case('{"log":"using key ⟦sk-abcdefghijklmnopqrstuvwx123⟧ for bob"}', "application/json"),
    Case('{"messages":[{"role":"user","content":"密码为 ⟦Abc12345⟧"}]}', "application/json"),
    Case('{"messages":[{"role":"user","content":"账号：bob 密码：⟦Abc12345⟧"}]}', "application/json"),
    Case('{"messages":[{"role":"user","content":"账号 bob 密码 ⟦Abc12345⟧"}]}', "application/json"),
    Case('{"messages":[{"role":"user","content":"bob / password ⟦Abc12345!⟧"}]}', "application/json"),
    Case('{"messages":[{"role":"user","content":"API key: ⟦9f8e7d6c5b4a39281706⟧"}]}', "application/json"),
    Case(
        '{"messages":[{"role":"user","content":"这是我的 API Key：⟦9f8e7d6c5b4a39281706⟧ 请测试"}]}', "application/json"
    ),
    Case('{"messages":[{"role":"user","content":"密钥是⟦9f8e7d6c5b4a39281706⟧"}]}', "application/json"),
    Case(
        '{"messages":[{"role":"user","content":"export OPENAI_API_KEY=\\"⟦9f8e7d6c5b4a39281706⟧\\"\\npython x.py"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"client = OpenAI(api_key=\\"⟦9f8e7d6c5b4a39281706⟧\\")"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"client = OpenAI(api_key=\'⟦9f8e7d6c5b4a39281706⟧\', base_url=x)"}]}',
        "application/json",
    ),
    Case('{"messages":[{"role":"user","content":"const token = `⟦9f8e7d6c5b4a39281706⟧`;"}]}', "application/json"),
    Case(
        '{"messages":[{"role":"user","content":"headers: { \'Authorization\': \'⟦9f8e7d6c5b4a39281706⟧\' }"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"os.environ[\\"API_KEY\\"] = \\"⟦9f8e7d6c5b4a39281706⟧\\""}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"os.environ.setdefault(\'API_KEY\', \'⟦9f8e7d6c5b4a39281706⟧\')"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"process.env.API_KEY = \'⟦9f8e7d6c5b4a39281706⟧\'"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"setHeader(\'Authorization\', \'⟦9f8e7d6c5b4a39281706⟧\')"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"req.headers.set(\\"x-api-key\\", \\"⟦9f8e7d6c5b4a39281706⟧\\")"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"wx.setStorageSync(\'token\', \'⟦9f8e7d6c5b4a39281706⟧\')"}]}',
        "application/json",
    ),
    Case(
        '{"messages":[{"role":"user","content":"localStorage.setItem(\\"access_token\\", \\"⟦9f8e7d6c5b4a39281706⟧\\")"}]}',
        "application/json",
    ),
    Case('{"messages":[{"role":"user","content":"spring.datasource.password=⟦hunter2⟧"}]}', "application/json"),
    Case('{"messages":[{"role":"user","content":"db:\\n  user: bob\\n  password: ⟦hunter2⟧\\n"}]}', "application/json"),
    Case(
        '{"messages":[{"role":"user","content":"<add key=\\"ApiKey\\" value=\\"⟦hunter2⟧\\"/>"}]}', "application/json"
    ),
    Case('{"messages":[{"role":"user","content":"<password>⟦hunter2⟧</password>"}]}', "application/json"),
    Case(
        '{"private_key":"⟦-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n⟧","client_email":"a@b"}',
        "application/json",
    ),
    Case('{"messages":[{"role":"user","content":[{"type":"text","text":"password=⟦hunter2⟧"}]}]}', "application/json"),
    Case('{"metadata":{"user_token":"⟦abc⟧"}}', "application/json"),
    Case('{"tools":[{"type":"mcp","server_url":"https://a","authorization":"⟦abc⟧"}]}', "application/json"),
    Case('{"mcp_servers":[{"url":"https://a","authorization_token":"⟦abc⟧"}]}', "application/json"),
    Case(
        '{"tool_calls":[{"function":{"name":"login","arguments":"{\\"user\\":\\"bob\\",\\"password\\":\\"⟦hunter2⟧\\"}"}}]}',
        "application/json",
    ),
    Case('{"inputs":{"api_key":"⟦abc⟧"},"query":"hi","user":"u"}', "application/json"),
    Case('{"workflow_id":"1","parameters":{"token":"⟦abcdefgh⟧"}}', "application/json"),
    Case('{"common":{"app_id":"a"},"business":{"auth_id":"b"},"APISecret":"⟦ZDhk⟧"}', "application/json"),
    Case(
        '{"grant_type":"password","username":"bob","password":"⟦hunter2⟧","client_id":"a","client_secret":"⟦b⟧"}',
        "application/json",
    ),
    Case('{"grant_type":"refresh_token","refresh_token":"⟦abc⟧"}', "application/json"),
    Case(
        '{"grant_type":"authorization_code","code":"⟦SplxlOBeZQQYbYS6WxSbIA⟧","code_verifier":"⟦abc⟧"}',
        "application/json",
    ),
    Case('{"assertion":"⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijk⟧"}', "application/json"),
    Case('{"webhookSecret":"⟦x⟧"}', "application/json"),
    Case('{"signingSecret":"⟦x⟧","salt":"abc"}', "application/json"),
    Case('{"proxy":{"host":"a","port":1,"username":"bob","password":"⟦x⟧"}}', "application/json"),
    Case('{"proxy":"http://⟦bob:x⟧@p:3128"}', "application/json"),
    Case('{"smtp":{"user":"a","pass":"⟦x1y2⟧"}}', "application/json"),
    Case('{"redis":"redis://⟦:hunter2⟧@h:6379/0"}', "application/json"),
    Case('{"amqp":"amqp://⟦guest:guest⟧@h/"}', "application/json"),
    Case('{"mongo":"mongodb+srv://⟦bob:hunter2⟧@cluster0.mongodb.net/?retryWrites=true"}', "application/json"),
    Case('{"jdbc":"jdbc:mysql://h/db?user=bob&password=⟦hunter2⟧"}', "application/json"),
    Case('{"git":"https://⟦ghp_abcdefghijklmnopqrstuvwxyz0123456789⟧@github.com/a/b.git"}', "application/json"),
    Case('{"npmrc":"//registry.npmjs.org/:_authToken=⟦abcdef⟧"}', "application/json"),
    Case('{"netrc":"machine a login bob password ⟦hunter2⟧"}', "application/json"),
    Case('{"docker":{"auths":{"ghcr.io":{"auth":"⟦Ym9iOmh1bnRlcjI=⟧"}}}}', "application/json"),
    Case('{"jwk":{"kty":"RSA","n":"abc","e":"AQAB","d":"⟦secretd⟧"}}', "application/json"),
    Case('{"k8s":{"kind":"Secret","data":{"foo":"⟦aHVudGVyMg==⟧"}}}', "application/json"),
    Case(
        '{"kind":"Secret","apiVersion":"v1","data":{"foo":"⟦aHVudGVyMg==⟧"},"stringData":{"bar":"⟦hunter2⟧"}}',
        "application/json",
    ),
    Case('{"b64":"⟦eyJwYXNzd29yZCI6Imh1bnRlcjIifQ==⟧"}', "application/json"),
    Case('{"token":["⟦abcdefgh⟧"]}', "application/json"),
    Case('{"tokens":{"access":"⟦abcdefgh⟧","refresh":"⟦hgfedcba⟧"}}', "application/json"),
    Case('{"tokens":{"bob":"⟦abcdefgh123456789ijkl⟧"}}', "application/json"),
    Case('{"tokens":["⟦abcdefgh123456789ijklm⟧","⟦zbcdefgh123456789ijklm⟧"]}', "application/json"),
    Case('{"apiKeys":["⟦abcdefgh⟧"]}', "application/json"),
    Case('{"api-keys":{"openai":"⟦abcdefgh⟧","x":"⟦y⟧"}}', "application/json"),
    Case('{"keys":{"openai":"⟦abcdefgh123456789ijklmn⟧"}}', "application/json"),
    Case('{"openai":"⟦sk-proj-abcdefgh_123456789ijklmn-ABC⟧"}', "application/json"),
    Case('{"k":"⟦sk-ant-api03-abcdefgh_123456789ijklmn-ABC⟧"}', "application/json"),
    Case('{"k":"⟦sk-or-v1-0123456789abcdef0123456789abcdef⟧"}', "application/json"),
    Case('{"k":"⟦sess-abcdefghijklmnopqrstuvwxyz0123456789ABCD⟧"}', "application/json"),
    Case('{"k":"⟦app-AbCdEfGhIjKlMnOpQrStUvWx⟧"}', "application/json"),
    Case('{"k":"⟦dataset-AbCdEfGhIjKlMnOpQrStUvWx⟧"}', "application/json"),
    Case('{"k":"⟦pat_abcdefghijklmnopqrstuvwxyz0123456789ABCD⟧"}', "application/json"),
    Case('{"k":"⟦fastgpt-abcdefghijklmnopqrstuvwxyz0123456789⟧"}', "application/json"),
    Case('{"k":"⟦xoxb-123456789012-abcdefghijkl⟧"}', "application/json"),
    Case('{"k":"⟦ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz0123456789⟧"}', "application/json"),
    Case('{"k":"⟦dp.pt.abcdefghijklmnopqrstuvwxyz0123456789ABCDEF⟧"}', "application/json"),
    Case('{"k":"⟦rnd_abcdefghijklmnopqrstuvwxyz0123⟧"}', "application/json"),
    Case('{"k":"⟦sbp_0123456789abcdef0123456789abcdef01234567⟧"}', "application/json"),
    Case('{"k":"⟦sb_secret_abcdefghijklmnopqrstuv_wxyz⟧"}', "application/json"),
    Case('{"k":"⟦EAACEdEose0cBAabcdefghijklmnopqrstuvwxyz0123456789⟧"}', "application/json"),
    Case('{"k":"⟦glsa_abcdefghijklmnopqrstuvwxyz012345_abcdef01⟧"}', "application/json"),
    Case('{"k":"⟦NRAK-ABCDEFGHIJKLMNOPQRSTUVWXYZ0⟧"}', "application/json"),
    Case('{"k":"⟦figd_abcdefghijklmnopqrstuvwxyz0123456789_-AB⟧"}', "application/json"),
    Case('{"k":"⟦ops_eyJabcdefghijklmnopqrstuvwxyz0123456789⟧"}', "application/json"),
    Case('{"k":"⟦fc-0123456789abcdef0123456789abcdef⟧"}', "application/json"),
    Case('{"k":"⟦e2b_0123456789abcdef0123456789abcdef01234567⟧"}', "application/json"),
    Case('{"k":"⟦pcsk_abcdef_0123456789abcdefghijklmnopqrstuvwxyz⟧"}', "application/json"),
    Case("username=bob&password=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("username=bob&passwd=⟦hunter2⟧&x=1", "application/x-www-form-urlencoded"),
    Case("grant_type=client_credentials&client_id=a&client_secret=⟦b⟧", "application/x-www-form-urlencoded"),
    Case("code=⟦0a1Xyz000abc⟧&appid=wx1&secret=⟦s⟧", "application/x-www-form-urlencoded"),
    Case("data=%7B%22password%22%3A%22⟦hunter2⟧%22%7D", "application/x-www-form-urlencoded"),
    Case("user%5Bpassword%5D=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("user[password]=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("user.password=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("pass%77ord=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("redirect=https%3A%2F%2Fa%2F%3Faccess_token%3D⟦abc⟧", "application/x-www-form-urlencoded"),
    Case("token=⟦a+b⟧", "application/x-www-form-urlencoded"),
    Case("csrfmiddlewaretoken=⟦abc⟧&x=1", "application/x-www-form-urlencoded"),
    Case("__RequestVerificationToken=⟦abcdef⟧&x=1", "application/x-www-form-urlencoded"),
    Case("_csrf=⟦abc⟧", "application/x-www-form-urlencoded"),
    Case("authenticity_token=⟦abc⟧", "application/x-www-form-urlencoded"),
    Case("g-recaptcha-response=⟦03AGdBq27abcdefghijklmnop⟧", "application/x-www-form-urlencoded"),
    Case("SAMLResponse=⟦PHNhbWw⟧&RelayState=x", "application/x-www-form-urlencoded"),
    Case("id_token=⟦x.y.z⟧&state=1", "application/x-www-form-urlencoded"),
    Case("j_username=bob&j_password=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("log=bob&pwd=⟦hunter2⟧&wp-submit=Log+In", "application/x-www-form-urlencoded"),
    Case("sign=⟦ABCDEF0123456789⟧&timestamp=1", "application/x-www-form-urlencoded"),
    Case("a=1;password=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("a=1&amp;password=⟦hunter2⟧", "application/x-www-form-urlencoded"),
    Case("password=⟦hunter2⟧", "text/plain"),
    Case("password: ⟦hunter2⟧", "text/plain"),
    Case("pass:⟦hunter2⟧", "text/plain"),
    Case("user,password\nbob,⟦hunter2⟧\n", "text/plain"),
    Case("user;password\nbob;⟦hunter2⟧\n", "text/plain"),
    Case('"user","api key"\n"bob","⟦hunter2⟧"\n', "text/plain"),
    Case("| user | password |\n|---|---|\n| bob | ⟦hunter2⟧ |\n", "text/plain"),
    Case("AWS_SECRET_ACCESS_KEY=⟦abc⟧\nAWS_REGION=x\n", "text/plain"),
    Case("export TOKEN=⟦abc⟧\nexport X=y\n", "text/plain"),
    Case("[default]\naws_secret_access_key = ⟦abc⟧\n", "text/plain"),
    Case("api_key: |\n  ⟦abc⟧\n  ⟦def⟧\nx: 1\n", "text/plain"),
    Case("api_key: >-\n  ⟦abc⟧\nx: 1\n", "text/plain"),
    Case("secrets:\n  - ⟦abc⟧\n  - ⟦def⟧\nx: 1\n", "text/plain"),
    Case("env:\n- name: API_KEY\n  value: ⟦abc⟧\n", "text/plain"),
    Case("users:\n- {name: bob, password: ⟦abc1⟧}\n", "text/plain"),
    Case("PASSWORD=⟦abc⟧ \\\n  ./run", "text/plain"),
    Case("redis-cli -h x -a ⟦abc123⟧ ping", "text/plain"),
    Case("mysql -uroot -p⟦abc123⟧ db", "text/plain"),
    Case('psql "password=⟦abc123⟧ user=x"', "text/plain"),
    Case("sshpass -p ⟦abc123⟧ ssh x", "text/plain"),
    Case("wget --password=⟦abc123⟧ http://x", "text/plain"),
    Case("http --auth ⟦bob:abc123⟧ http://x", "text/plain"),
    Case("openssl rsa -passin pass:⟦abc123⟧", "text/plain"),
    Case("az login -u bob -p ⟦abc123⟧", "text/plain"),
    Case("aws configure set aws_secret_access_key ⟦abc123def⟧", "text/plain"),
    Case("gh auth login --with-token <<< ⟦ghp_abcdefghijklmnopqrstuvwxyz0123456789⟧", "text/plain"),
    Case("docker run -e DB_PASSWORD=⟦abc123⟧ x", "text/plain"),
    Case("kubectl create secret generic x --from-literal=foo=⟦abc123⟧", "text/plain"),
    Case('$env:API_KEY = "⟦abc123def⟧"', "text/plain"),
    Case('setx API_KEY "⟦abc123def⟧"', "text/plain"),
    Case("set API_KEY=⟦abc123def⟧", "text/plain"),
    Case('{% set password = "⟦abc123⟧" %}', "text/plain"),
    Case('define("DB_PASSWORD", "⟦abc123⟧");', "text/plain"),
    Case("define('DB_PASSWORD', '⟦abc123⟧');", "text/plain"),
    Case("$config['password'] = '⟦abc123⟧';", "text/plain"),
    Case("$config['password']='⟦abc123⟧';", "text/plain"),
    Case('var apiKey string = "⟦abc123def⟧"', "text/plain"),
    Case('apiKey := "⟦abc123def⟧"', "text/plain"),
    Case('let api_key: &str = "⟦abc123def⟧";', "text/plain"),
    Case('private static final String PASSWORD = "⟦abc123⟧";', "text/plain"),
    Case('#define API_KEY "⟦abc123def⟧"', "text/plain"),
    Case('.header("X-Api-Key", "⟦abc123def⟧")', "text/plain"),
    Case('.basicAuth("bob", "⟦abc123⟧")', "text/plain"),
    Case('auth=HTTPBasicAuth("bob", "⟦abc123⟧")', "text/plain"),
    Case("auth: { username: 'bob', password: '⟦abc123⟧' }", "text/plain"),
    Case(
        '--BB\r\nContent-Disposition: form-data; name="password"\r\n\r\n⟦hunter2⟧\r\n--BB--\r\n',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        "--BB\r\nContent-Disposition: form-data; name=api_key\r\n\r\n⟦hunter2⟧\r\n--BB--\r\n",
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '--BB\r\ncontent-disposition: form-data; NAME="json"\r\ncontent-type: application/json\r\n\r\n{"password":"⟦hunter2⟧"}\r\n--BB--\r\n',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '--BB\r\nContent-Disposition: form-data; name="file"; filename="a.env"\r\n\r\nAPI_KEY=⟦hunter2⟧\nX=1\n\r\n--BB--\r\n',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '--BB\nContent-Disposition: form-data; name="token"\n\n⟦hunter2xx⟧\n--BB--\n',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '--BB\r\nContent-Disposition: form-data; name="pass%77ord"\r\n\r\n⟦hunter2⟧\r\n--BB--\r\n',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '--BB\r\nContent-Disposition: form-data; name="password"\r\n\r\n⟦hunter2⟧', "multipart/form-data; boundary=BB"
    ),
    Case(
        '--BB\r\nContent-Disposition: form-data;\r\n name="password"\r\n\r\n⟦hunter2⟧\r\n--BB--',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        'preamble\r\n--BB\r\nContent-Disposition: form-data; name="code"\r\n\r\n⟦0a1Xyz000abc⟧\r\n--BB--',
        "multipart/form-data; boundary=BB",
    ),
    Case(
        '------WebKitFormBoundaryX\r\nContent-Disposition: form-data; name="password"\r\n\r\n⟦hunter2⟧\r\n------WebKitFormBoundaryX--\r\n'
    ),
    Case(
        '--BB\r\nContent-Type: application/http\r\n\r\nPOST /x HTTP/1.1\r\nAuthorization: ⟦Foo abc123⟧\r\n\r\n{"password":"⟦hunter2⟧"}\r\n--BB--',
        "multipart/mixed; boundary=BB",
    ),
    Case("<a><password>⟦hunter2⟧</password></a>", "application/xml"),
    Case('<a password="⟦hunter2⟧"/>', "application/xml"),
    Case("<a password='⟦hunter2⟧'/>", "application/xml"),
    Case('<soap:Envelope><wsse:Password Type="x">⟦hunter2⟧</wsse:Password></soap:Envelope>', "text/xml"),
    Case("<xml><sign><![CDATA[⟦9A0A8659F005D6984697E2CA0A9CF3B7⟧]]></sign></xml>", "text/xml"),
    Case('<entry key="password">⟦hunter2⟧</entry>', "text/xml"),
    Case("<plist><dict><key>password</key><string>⟦hunter2⟧</string></dict></plist>", "text/xml"),
    Case(
        "<methodCall><param><name>api_key</name><value><string>⟦hunter2⟧</string></value></param></methodCall>",
        "text/xml",
    ),
    Case('<input type="password" name="x" value="⟦hunter2⟧">', "text/html"),
    Case('<input type="hidden" name="csrf_token" value="⟦abcdef⟧">', "text/html"),
    Case('<meta name="csrf-token" content="⟦abcdef⟧">', "text/html"),
    Case('<a href="https://x/?token=⟦abc⟧&amp;y=1">x</a>', "text/html"),
    Case('<script>var token = "⟦abcdef123⟧";</script>', "text/html"),
)

KEPT_TOO = (
    Case("ls -a -l /tmp and cp -a a b", "text/plain"),
    Case("openssl x509 -in a.pem -noout -text", "text/plain"),
    Case("ldapsearch -x -b dc=a", "text/plain"),
    Case("The user was identified by his badge.", "text/plain"),
    Case("GET /user:bob and /users/a", "text/plain"),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "What is a token in a language model?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "How many tokens is \\"password\\" split into?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Explain the difference between a token and a word."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Write a function that checks whether a password is strong enough."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Please reset my password; I forgot it."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "My password is not working, what should I do?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The password is required. The token is missing or invalid."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Password: (leave empty to keep the current one)"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Enter your password:"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The secret is to keep stirring."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The key is patience; the secret: practice."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Key: C major. Time signature: 4/4. Tempo: 120"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Signature: John Smith, Director"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Sign: Leo, ascendant: Virgo"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Pass: 12, Fail: 3"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "PIN: the personal identification number"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Code: ERR_CONNECTION_RESET"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Error code: E1001, status: 404"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "code: 200, message: success"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization: Bearer <token>"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization: Bearer YOUR_API_KEY"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization: Bearer $OPENAI_API_KEY"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization: Bearer ${token}"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization: Bearer {{token}}"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Set OPENAI_API_KEY=sk-... in your shell"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "export OPENAI_API_KEY=your-api-key-here"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "api_key = os.getenv(\\"OPENAI_API_KEY\\")"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "api_key=os.environ[\\"OPENAI_API_KEY\\"]"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "const token = await getToken();"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "const token = req.headers.authorization?.split(\' \')[1];"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "token = tokenizer.eos_token_id"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password = input(\\"Password: \\")"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password = getpass.getpass()"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "if password == confirm_password:"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "if (password.length < 8) return \\"too short\\";"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "self.password = password"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "this.token = token;"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password=password, username=username"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "def login(username: str, password: str) -> Token:"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "function login(username: string, password: string): Promise<Token>"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "interface User { name: string; password: string; token?: string }"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "type Credentials = { apiKey: string; secret: string | null }"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "class Token(BaseModel): access_token: str; token_type: str = \\"bearer\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "public String getPassword() { return password; }"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "let secret: Option<String> = None;"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password VARCHAR(255) NOT NULL"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "CREATE TABLE users (id INT PRIMARY KEY, password VARCHAR(255), token TEXT)"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "SELECT id, password, token FROM users WHERE token IS NOT NULL"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "SELECT COUNT(*) FROM sessions WHERE session_id = ?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "SELECT * FROM t WHERE api_key = :api_key AND password = $1"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "UPDATE users SET password = ? WHERE id = ?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "INSERT INTO users (name, password) VALUES (?, ?)"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "INSERT INTO users (name, password) VALUES ($1, crypt($2, gen_salt(\'bf\')))"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "max_tokens: 4096, temperature: 0.7, total_tokens: 1234"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Tokens: 1,234 in, 567 out"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The token count is 1234 and the cost was $0.02"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "token 12345 is \\" hello\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "tokens: [\\"Hello\\", \\" world\\"]"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "primary key: id, foreign key: user_id"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Press any key to continue. Shortcut key: Ctrl+C"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "key: value"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "cache key: user:1234:profile"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sort_key: created_at"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The public key is ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVmZ2hpamtsbW5vcHFyc3R1dnd4 bob@host"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "commit 9fceb02d0ae598e95dc970b74767f19372d61af8"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "md5: d41d8cd98f00b204e9800998ecf8427e"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "request id: req_011CSHoEeqs5C35K2UUqR7Fy"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "request_id=7f3c2a1e-1b2c-4d5e-8f90-a1b2c3d4e5f6"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "trace-id: 4bf92f3577b34da6a3ce929d0e0e4736"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "X-Request-Id: 9f8e7d6c5b4a39281706"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "chatcmpl-9abCDefGHijKLmnOPqrSTuvWXyz"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "session: morning"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Session expired, please log in again"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Session 3: Introduction to Python"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The cookie is chocolate chip. Cookies: 12 per batch"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Cookie policy: we use cookies to improve..."}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Accept all cookies? cookie settings"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Ticket: PROJ-1234"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "ticket #4521 was closed"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Boarding pass: 12A"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Access: granted. Access: public"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Auth: required. Auth method: OAuth2"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "authentication: disabled"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "grant: read, write"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "license: MIT"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "License: Apache-2.0"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "license: GPL-3.0-or-later"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Author: Jane Doe; authored 2024-01-01"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The author\'s design token: color.primary.500"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "design tokens: spacing-4, radius-8"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "CSRF tokens protect against cross-site request forgery"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "JWT stands for JSON Web Token: header.payload.signature"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "A JWT looks like xxxxx.yyyyy.zzzzz"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "bearer authentication, basic understanding, digest access authentication"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Basic knowledge of programming required"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "What does \\"Bearer\\" mean in Authorization headers?"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Bearer bonds were popular in the 1920s"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The sk-learn library is called scikit-learn"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sk-SK is the locale for Slovak"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "task-force-member-registration-form"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "risk-assessment-methodology-for-engineers"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "ask-me-anything-about-typescript"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "desk-chair-ergonomic-adjustable-black"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sk_learn_pipeline_builder"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "hf_hub_download and hf_transfer"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pat_generator_function_name_here"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "npm_config_registry=https://r.example.com"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "npm run build -- --token-count 5"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "--password-file /run/secrets/db"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "--token-limit 4096 --key-size 2048"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "--secret-name my-secret --api-key-env OPENAI_API_KEY"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "ssh-keygen -t ed25519 -C \\"you@example.com\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "docker run -p 8080:80 nginx"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "mysql -u root -p"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "curl -H \\"Authorization: Bearer $TOKEN\\" https://api.example.com"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "git clone git@github.com:a/b.git"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "scp file bob@host:/tmp"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "contact me at bob@example.com"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/login?next=/token"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/docs/tokens#pricing"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/?page_token=abc&max_tokens=5"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/keys/overview"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/search?q=password+manager"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://example.com/reset-password"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "https://platform.openai.com/account/api-keys"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "mailto:bob@example.com?subject=password"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "postgres://localhost:5432/db"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "redis://localhost:6379/0"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "http://localhost:8080/token"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "http://127.0.0.1:7890"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "time is 10:30, ratio 3:4"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Error: invalid api key provided"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Error 401: Incorrect API key provided: sk-abc***xyz. You can find your API key at https://platform.openai.com"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "{\\"error\\": {\\"message\\": \\"Invalid token\\", \\"type\\": \\"invalid_request_error\\", \\"code\\": \\"invalid_api_key\\"}}"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "The variable `password` holds the hashed value"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "`token: string` - the API token"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "`api_key` (string, required): Your API key"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "- **token** (string): the access token"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "- password: string, at least 8 characters"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "- `secret`: required"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "| token | string | The access token |"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "| password | yes | at least 8 chars |"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password: \\"********\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "token: <redacted>"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password: null"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password: \\"\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password: string"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password: required"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "secretKeyRef:"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "password must contain: one digit, one letter"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Passwords must be at least 12 characters"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "the passphrase was changed yesterday"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pwd: /home/bob/project"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pwd prints the working directory"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "cwd=/home/bob pwd=/home/bob"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pass the salt, please"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "First pass: rough; second pass: fine"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pass = True"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "passed: 12"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sign in to continue; sign up now"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "sign: positive"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "signature: (a: int, b: int) -> int"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "function signature: foo(bar, baz)"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "digital signature algorithm: RSA-SHA256"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "nonce: 12"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "auth: basic"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "credentials: \'include\'"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "credentials: \\"same-origin\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pin: 3 (GPIO pin 17)"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "LED on pin 13, pin: A0"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "OTP stands for one-time password"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "2FA code: check your phone"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "verification code: sent to your email"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "captcha: please solve"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "privacy key points: consent"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "hotkey: F5"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "keyboard: qwerty"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "keyword: machine learning"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "keynote: Tim Cook"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "monkey: banana"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "turkey: recipe"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "tokenizer: cl100k_base"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "tokenization: BPE"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "passenger: 3"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "passage: The quick brown fox"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "compass: north"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "secretary: Anna"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "secretion: saliva"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "authority: EPA"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "authentic: yes"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "signal: strong"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "design: minimal"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "assign: bob"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "pinned: true"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "spin: fast"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "opinion: good"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "codec: h264"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "barcode: 4006381333931"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "zip code: 94105"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "country code: US"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "promo code: SUMMER"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "exit code: 137"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "status code = 500"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "source code: main.py"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "QR code: scan it"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "area code: 415"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "dress code: casual"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "code = \\"print(\'hello\')\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "code: def f(): pass"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "VS Code: version 1.85"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "什么是 token？一个 token 大概是几个汉字？"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "请解释一下大模型里的 token 和字的区别"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "帮我写一个校验密码强度的函数"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码：不能为空"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码不能为空"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码长度必须在 8 到 20 位之间"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码是必填项"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码是什么？"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "我的密码忘了怎么办"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "忘记密码了，怎么重置密码？"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "请输入密码："}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "请输入验证码"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "验证码已发送到您的手机"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "验证码：请在 5 分钟内输入"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码错误，请重试"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码：123 太简单了吗"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "初始密码是身份证后六位"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密码是由字母和数字组成的"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "口令是芝麻开门的故事"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密钥是一串随机的字节，用来加密数据"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密钥长度：256 位"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "密钥：由 KMS 管理"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "令牌是一种限流算法（令牌桶）"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "令牌桶速率：每秒 100 个"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "公钥和私钥的区别是什么？"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "签名：张三"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "签名算法：HMAC-SHA256"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "签名是按参数字典序拼接后做 MD5"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "个性签名：生活不止眼前的苟且"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "token 数：1234"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "总 token：5678，费用：0.02 元"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "本次消耗 token：1234"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "max_tokens 设置为 4096"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "错误码：40001，错误信息：invalid credential"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "错误码为 500"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "状态码：200"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "邮政编码：100084"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "代码：public static void main"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "授权码已过期"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "鉴权失败：token 过期"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "鉴权方式：AK/SK"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "请在控制台获取 API Key"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "API Key：请前往控制台创建"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Authorization：Bearer 你的密钥"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "主键：id"}]}', "application/json"
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "关键词：大模型"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "关键是要坚持"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "秘密是坚持"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "请翻译：\\"The password is incorrect.\\""}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "用 Python 写一个登录接口，参数 username、password"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "参数：token（字符串，必填）"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "参数说明：api_key：必填，用户的密钥"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "通行证：港澳"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "卡密是什么意思"}]}',
        "application/json",
    ),
    Case(
        '{"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "暗号：天王盖地虎"}]}',
        "application/json",
    ),
    Case(
        '{"model":"gpt-4o","max_tokens":1024,"max_completion_tokens":2,"top_logprobs":3,"logit_bias":{"50256":-100},"stop":["\\n"],"seed":1,"user":"user-123"}',
        "application/json",
    ),
    Case(
        '{"tools":[{"type":"function","function":{"name":"login","description":"Log in","parameters":{"type":"object","properties":{"username":{"type":"string"},"password":{"type":"string","description":"The password"},"token":{"type":"string"},"api_key":{"type":"string","minLength":8}},"required":["username","password","token"]}}}]}',
        "application/json",
    ),
    Case(
        '{"tools":[{"name":"set_key","input_schema":{"type":"object","properties":{"key":{"type":"string","description":"Key to press"},"secret":{"type":"boolean"}},"required":["key"]}}]}',
        "application/json",
    ),
    Case(
        '{"tools":[{"functionDeclarations":[{"name":"x","parameters":{"type":"OBJECT","properties":{"password":{"type":"STRING","description":"pw"},"token":{"type":"STRING"}}}}]}]}',
        "application/json",
    ),
    Case(
        '{"tools":[{"name":"x","input_schema":{"type":"object","properties":{"password":{"description":"The password of the user","type":"string"}}}}]}',
        "application/json",
    ),
    Case(
        '{"tools":[{"name":"x","input_schema":{"properties":{"password":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"title":"Password"}},"type":"object"}}]}',
        "application/json",
    ),
    Case(
        '{"tools":[{"name":"x","input_schema":{"properties":{"credentials":{"type":"object","properties":{"user":{"type":"string","description":"User name"},"pass":{"type":"string","examples":["a","b"]}}}},"type":"object"}}]}',
        "application/json",
    ),
    Case(
        '{"usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":5,"accepted_prediction_tokens":0}}}',
        "application/json",
    ),
    Case(
        '{"usage":{"input_tokens":12,"output_tokens":3,"cache_creation_input_tokens":4,"cache_read_input_tokens":5,"server_tool_use":{"web_search_requests":1}}}',
        "application/json",
    ),
    Case(
        '{"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":5,"totalTokenCount":9,"thoughtsTokenCount":100,"promptTokensDetails":[{"modality":"TEXT","tokenCount":4}]}}',
        "application/json",
    ),
    Case(
        '{"choices":[{"logprobs":{"content":[{"token":"Hello","logprob":-0.1,"bytes":[72,101],"top_logprobs":[{"token":"Hi1234x","logprob":-1}]}]}}]}',
        "application/json",
    ),
    Case('{"logprobs":{"tokens":["He","llo1234abcdZ"],"token_logprobs":[-1,-2]}}', "application/json"),
    Case('{"token":{"text":"password1"},"top_tokens":[{"id":1,"text":"abc"}]}', "application/json"),
    Case(
        '{"stop_token_ids":[1,2],"eos_token_id":2,"bos_token":"<s>","pad_token":"[PAD]","add_special_tokens":true}',
        "application/json",
    ),
    Case(
        '{"generationConfig":{"maxOutputTokens":100,"thinkingConfig":{"thinkingBudget":1024}},"safetySettings":[]}',
        "application/json",
    ),
    Case(
        '{"input":{"messages":[]},"parameters":{"result_format":"message","incremental_output":true,"max_tokens":5}}',
        "application/json",
    ),
    Case(
        '{"inputs":{"lang":"zh"},"query":"hi","response_mode":"streaming","conversation_id":"45701982-8118-4bc5-8e9b-64562b4555f2","user":"abc-123"}',
        "application/json",
    ),
    Case(
        '{"bot_id":"7342866812345","user_id":"123","stream":true,"additional_messages":[{"role":"user","content":"hi","content_type":"text"}],"auto_save_history":true}',
        "application/json",
    ),
    Case(
        '{"error":{"message":"Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10000, Used 9000","type":"tokens","param":null,"code":"rate_limit_exceeded"}}',
        "application/json",
    ),
    Case('{"code":40001,"msg":"invalid token","data":null,"request_id":"20240101-abc"}', "application/json"),
    Case(
        '{"code":"InvalidApiKey","message":"Invalid API-key provided.","request_id":"fb53c4ec-1c12-4fc4-a580-cdb7c3261fc1"}',
        "application/json",
    ),
    Case('{"errors":{"password":["The password is too short."],"token":["expired"]}}', "application/json"),
    Case(
        '{"error":"invalid_grant","error_description":"The provided authorization code is invalid"}', "application/json"
    ),
    Case('{"errcode":40029,"errmsg":"invalid code, rid: 65a1b2c3-12345678-9abcdef0"}', "application/json"),
    Case('{"status":"ok","code":"SUCCESS","key":"greeting","value":"hello"}', "application/json"),
    Case(
        '{"object":"list","data":[{"id":"gpt-4o-2024-08-06","object":"model","owned_by":"system"},{"id":"text-embedding-3-large"},{"id":"deepseek-r1-distill-qwen-32b"}]}',
        "application/json",
    ),
    Case(
        '{"models":[{"name":"models/gemini-1.5-pro","inputTokenLimit":2000000,"outputTokenLimit":8192}]}',
        "application/json",
    ),
    Case(
        '{"id":"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012","system_fingerprint":"fp_44709d6fcb","model":"gpt-4o"}',
        "application/json",
    ),
    Case('{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message"}', "application/json"),
    Case('{"tool_call_id":"call_abcDEF123456789ghiJKLmno","id":"toolu_01A09q90qw90lq917835lq9"}', "application/json"),
    Case(
        '{"thread_id":"thread_abc123DEF456ghi789","assistant_id":"asst_abc123DEF456","file_id":"file-abc123DEF456ghi"}',
        "application/json",
    ),
    Case('{"thinking":"...","signature_type":"x"}', "application/json"),
    Case(
        '{"hash":"9fceb02d0ae598e95dc970b74767f19372d61af8","etag":"\\"33a64df551425fcc55e4d42a148795d9f25f89d4\\"","md5":"d41d8cd98f00b204e9800998ecf8427e"}',
        "application/json",
    ),
    Case(
        '{"openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL","session_count":3}',
        "application/json",
    ),
    Case(
        '{"next_page_token":"CAUQAA","nextPageToken":"abc123DEF456ghi789","cursor":"eyJpZCI6MTIzfQ==","page_key":"x"}',
        "application/json",
    ),
    Case(
        '{"idempotency_key":"a1b2c3d4e5f6","cache_key":"user-1","prompt_cache_key":"abc123","sort_key":"date","partition_key":"p#1","dedup_key":"x9"}',
        "application/json",
    ),
    Case('{"keys":["id","name"],"key":"ArrowDown","keyCode":40,"shiftKey":false,"metaKey":true}', "application/json"),
    Case('{"key":"username","value":"bob"}', "application/json"),
    Case(
        '{"label":"Password","type":"password","placeholder":"Enter your password","required":true}', "application/json"
    ),
    Case('{"field":"password","rule":"min:8","message":"Too short"}', "application/json"),
    Case(
        '{"name":"token","in":"query","schema":{"type":"string"},"required":true,"description":"Access token"}',
        "application/json",
    ),
    Case('{"auth":{"type":"bearer"},"authType":"none","auth_mode":"oauth"}', "application/json"),
    Case('{"auth":true,"login":false,"pass":true,"secret":false,"token":null,"password":""}', "application/json"),
    Case(
        '{"i18n":{"password":"Passwort","token":"Token","login":"Anmelden","secretKey":"Geheimer Schlüssel"}}',
        "application/json",
    ),
    Case('{"login.password":"Password","login.submit":"Log in"}', "application/json"),
    Case('{"zh":{"password":"密码","apiKey":"接口密钥"}}', "application/json"),
    Case(
        '{"author":"bob","authored":1,"authority":"x","design":"y","designToken":"color.red","signal":1,"assignee":"bob","passengers":3,"keyboard":"us"}',
        "application/json",
    ),
    Case(
        '{"codes":["a","b"],"code":"US","countryCode":"US","zipcode":"94105","statusCode":200,"errCode":0,"exitCode":1,"code":"def f(x):\\n  return x"}',
        "application/json",
    ),
    Case('{"language":"python","code":"import os\\nprint(os.environ)"}', "application/json"),
    Case('{"code":"ECONNRESET","errno":-104,"syscall":"read"}', "application/json"),
    Case('{"code":"ERR_HTTP2_STREAM_ERROR"}', "application/json"),
    Case('{"code":"E11000"}', "application/json"),
    Case('{"code":"model_not_found"}', "application/json"),
    Case('{"code":"DataInspectionFailed"}', "application/json"),
    Case('{"code":"Throttling.RateQuota"}', "application/json"),
    Case('{"sign":"Leo","zodiacSign":"Leo","plus_sign":true}', "application/json"),
    Case('{"signature":"def foo(a, b)","docstring":"x"}', "application/json"),
    Case('{"session":"morning","sessions":4,"sessionType":"chat"}', "application/json"),
    Case('{"chat_id":"abc123DEF456ghi789jkl012","session_name":"t"}', "application/json"),
    Case('{"access":"public","private":true,"license":"MIT","grant":"read"}', "application/json"),
    Case('{"vault":"x","safe":"y","wallet":"z","seed":42,"seed":123456789}', "application/json"),
    Case('{"salt":"abc","iv":"r7BXXKkLb8qrSNn05n0qiA=="}', "application/json"),
    Case('{"embedding":[0.1,-0.2,3e-05],"index":0}', "application/json"),
    Case(
        '{"image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}}',
        "application/json",
    ),
    Case('{"audio":{"data":"UklGRiQAAABXQVZFZm10IBAAAAABAAEA"}}', "application/json"),
    Case('{"url":"https://example.com/a/b/c/550e8400-e29b-41d4-a716-446655440000?size=large&v=2"}', "application/json"),
    Case('{"url":"https://img.example.com/9fceb02d0ae598e95dc970b74767f19372d61af8.png"}', "application/json"),
    Case('{"u":"https://a.b/maps?code=US&state=CA"}', "application/json"),
    Case('{"keyboard":{"keys":[{"key":"a1","label":"A"}]}}', "application/json"),
    Case('{"event":"keydown","key":"Enter","code":"KeyA"}', "application/json"),
    Case('{"Key":"photos/2024/a1b2.jpg","Size":1,"ETag":"abc"}', "application/json"),
    Case('{"Bucket":"b","Key":"a/b/c-1.txt"}', "application/json"),
    Case('{"records":[{"s3":{"object":{"key":"photos/2024/img_1234.jpg"}}}]}', "application/json"),
    Case('{"redis":{"keyPrefix":"app:","host":"h"}}', "application/json"),
    Case(
        '{"tokenizer":"cl100k_base","tokenizer_config":{"model":"x"},"token_limit":5,"tokenUsage":{"total":5},"tokensPerSecond":12.5}',
        "application/json",
    ),
    Case('{"pin":7,"pins":[1,2]}', "application/json"),
    Case('{"pass":12,"fail":3,"skip":1}', "application/json"),
    Case('{"passes":3,"passed":true,"passRate":0.9,"passing":"x"}', "application/json"),
    Case('{"ticket":"PROJ-12","ticketId":4521,"ticketUrl":"https://a"}', "application/json"),
    Case('{"cookies":"accepted","cookieConsent":true}', "application/json"),
    Case('{"credentials":"include","mode":"cors"}', "application/json"),
    Case(
        '{"has_password":true,"password_set":true,"passwordPolicy":{"minLength":8,"requireDigits":true},"password_hint":"my dog"}',
        "application/json",
    ),
    Case('{"token_type":"Bearer","expires_in":3600,"scope":"read write"}', "application/json"),
    Case('{"tokenBudget":"high","token_strategy":"sliding window"}', "application/json"),
    Case('{"token":"Hello","logprob":-3}', "application/json"),
    Case('{"type":"token","content":"Hello"}', "application/json"),
    Case('{"event":"token","data":"Hello world"}', "application/json"),
    Case('{"event":"token","data":{"text":"Hi123456"}}', "application/json"),
    Case('{"type":"token","value":"Hello1"}', "application/json"),
    Case('{"type":"key","value":"Enter"}', "application/json"),
    Case("grant=all&page=1&q=token", "application/x-www-form-urlencoded"),
    Case("q=what+is+a+password&lang=en", "application/x-www-form-urlencoded"),
    Case("username=bob&remember=on", "application/x-www-form-urlencoded"),
    Case("code=200&msg=ok", "application/x-www-form-urlencoded"),
    Case("model=gpt-4&prompt=Hello+token&max_tokens=5", "application/x-www-form-urlencoded"),
    Case("sign=Leo&month=8", "application/x-www-form-urlencoded"),
    Case("2024-01-01 INFO token usage: 1234 in / 567 out, key=cache:user:1", "text/plain"),
    Case("2024-01-01 12:00:00 WARN auth failed for user bob: bad password", "text/plain"),
    Case("[auth] token refreshed for bob", "text/plain"),
    Case("[INFO] session=started id=550e8400-e29b-41d4-a716-446655440000", "text/plain"),
    Case('level=info msg="token expired" user=bob code=401', "text/plain"),
    Case(
        "services:\n  web:\n    image: nginx\n    environment:\n      - PASSWORD_FILE=/run/secrets/pw\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./pw.txt\n",
        "text/plain",
    ),
    Case(
        "env:\n  - name: API_KEY\n    valueFrom:\n      secretKeyRef:\n        name: my-secret\n        key: api-key\n",
        "text/plain",
    ),
    Case("password: ${DB_PASSWORD}\ntoken: {{ .Values.token }}\nkey: {{key}}\n", "text/plain"),
    Case("api_key: !secret openai\nx: 1\n", "text/plain"),
    Case('api_key: ""\nx: 1\n', "text/plain"),
    Case("on: push\njobs:\n  x:\n    env:\n      TOKEN: ${{ secrets.GITHUB_TOKEN }}\n", "text/plain"),
    Case("tokens: 5\nmax_tokens: 10\nmodel: gpt-4\n", "text/plain"),
    Case("id,name,key\n1,bob,home\n", "text/plain"),
    Case("username,email\nbob,a@b.c\n", "text/plain"),
    Case('import jwt\ntoken = jwt.encode(payload, key, algorithm="HS256")\n', "text/plain"),
    Case("from secrets import token_hex\nsecret = token_hex(32)\n", "text/plain"),
    Case('app.config["SECRET_KEY"] = os.urandom(24)\n', "text/plain"),
    Case("const { token, password } = req.body;\n", "text/plain"),
    Case("headers: { Authorization: `Bearer ${token}` },\n", "text/plain"),
    Case('headers = {"Authorization": f"Bearer {api_key}"}\n', "text/plain"),
    Case('headers["Authorization"] = "Bearer " + token\n', "text/plain"),
    Case('req.setRequestHeader("Authorization", "Bearer " + token)\n', "text/plain"),
    Case('xhr.setRequestHeader("X-CSRF-Token", csrfToken)\n', "text/plain"),
    Case('wx.setStorageSync("token", res.data.token)\n', "text/plain"),
    Case('localStorage.setItem("token", token)\n', "text/plain"),
    Case('localStorage.getItem("token")\n', "text/plain"),
    Case('map.put("password", password);\n', "text/plain"),
    Case('form.append("password", document.getElementById("password").value)\n', "text/plain"),
    Case('t("password", "Password")\n', "text/plain"),
    Case('getItem("token", "default")\n', "text/plain"),
    Case('os.getenv("API_KEY", "")\n', "text/plain"),
    Case('os.environ.get("TOKEN", "none")\n', "text/plain"),
    Case('print("token", token)\nconsole.log("password", pw)\n', "text/plain"),
    Case('console.log("token:", token)\n', "text/plain"),
    Case("z.object({ password: z.string().min(8), token: z.string() })\n", "text/plain"),
    Case('yup.string().required("Password is required")\n', "text/plain"),
    Case('<input type="password" name="password" placeholder="Password">', "text/plain"),
    Case("<key>CFBundleName</key><string>App</string>", "text/plain"),
    Case('<item key="title">Hello</item>', "text/plain"),
    Case('<xs:element name="password" type="xs:string"/>', "text/plain"),
    Case("<p>Your password must be strong</p>", "text/plain"),
    Case("enum Token { Plus, Minus, Ident(String) }\nlet token = Token::Plus;\n", "text/plain"),
    Case("case TOKEN_STRING: return parse_string(token);", "text/plain"),
    Case("typedef struct { char *key; int token; } pair;", "text/plain"),
    Case("for key, value in d.items(): print(key, value)", "text/plain"),
    Case('d["key"] = "value"', "text/plain"),
    Case('key = "name"', "text/plain"),
    Case('cache.get(key="user_1")', "text/plain"),
    Case("dict(key=1, value=2)", "text/plain"),
    Case("sorted(x, key=len)", "text/plain"),
    Case("sorted(x, key=lambda t: t[1])", "text/plain"),
    Case("pass_count = 5\nkey_size = 2048\ntoken_ids = [1,2]", "text/plain"),
    Case('assert response.json()["code"] == "A0001"', "text/plain"),
)
