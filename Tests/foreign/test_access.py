# SPDX-License-Identifier: Apache-2.0
"""Who is let in: API keys, tokens made by PyJWT with keys of three kinds, certificates; and that no secret shows."""

import base64
import hashlib
import json
import signal
import subprocess
import time
import urllib.error
import urllib.request

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
import jwt
import pytest

from support.paths import BINARY
from support.questions import minimal
from support.stubs import strategos

TIMEOUT = 10
CANARY = "canary-93b1f0c7d2"
SECRET = (CANARY * 2).encode()
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
CODE = grpc.StatusCode


def digest(key):
    return "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def write(path, content):
    path.write_text(json.dumps(content))
    return str(path)


POLICY = {
    "public": ["grpc.health.v1.Health/Check", "http/GET /healthz"],
    "principals": [
        {"name": "game", "keys": [digest(f"{CANARY}-game")], "subjects": ["game"], "grants": [{"methods": ["*"]}]},
        {"name": "red", "keys": [digest(f"{CANARY}-red")], "subjects": ["player-red"], "grants": [
            {"methods": ["strategos.v1.StrategyService/*"], "teams": ["red"]},
            {"methods": ["strategos.v1.GameStateService/*"], "access": "read"}]},
        {"name": "operator", "keys": [digest(f"{CANARY}-op")], "grants": [
            {"methods": ["http/GET /metrics", "grpc.reflection.v1alpha.ServerReflection/*"]}]}]}


@pytest.fixture
def guarded(own_server, tmp_path):
    def jwk(key, algorithm, name):
        described = json.loads(jwt.get_algorithm_by_name(algorithm).to_jwk(key))
        return {"kty": described["kty"], "alg": algorithm, "kid": name,
                **{part: described[part] for part in ("k", "n", "e", "crv", "x", "y") if part in described}}
    keys = {"keys": [jwk(SECRET, "HS256", "shared"), jwk(RSA.public_key(), "RS256", "rsa"), jwk(EC.public_key(), "ES256", "ec")]}
    return own_server(
        "--access-policy", write(tmp_path / "policy.json", POLICY), "--jwt-keys", write(tmp_path / "keys.json", keys),
        "--jwt-issuer", "https://issuer.example", "--jwt-audience", "strategos", "--log-calls", "all", "--log-level", "trace")


def code(call):
    try:
        call()
        return CODE.OK
    except grpc.RpcError as error:
        assert CANARY not in str(error.details()) + str(error.trailing_metadata())
        return error.code()


def ask(channel, team="red", **metadata):
    request = minimal()
    request.team_id = team
    request.game_state.teams[0].id = team
    pairs = [(name.replace("_", "-"), value) for name, value in metadata.items()]
    return code(lambda: strategos.StrategyServiceStub(channel).GenerateStrategy(request, timeout=TIMEOUT, metadata=pairs))


def token(key, algorithm, name, **changes):
    now = int(time.time())
    claims = {"iss": "https://issuer.example", "aud": ["strategos"], "sub": "player-red", "nbf": now - 5, "exp": now + 60}
    claims = {claim: value for claim, value in {**claims, **changes}.items() if value is not None}
    return "Bearer " + jwt.encode(claims, key, algorithm, headers={"kid": name} if name else {})


def test_keys_tokens_and_teams(guarded):
    with grpc.insecure_channel(guarded.address) as channel:
        assert ask(channel) == CODE.UNAUTHENTICATED
        assert ask(channel, x_api_key=f"{CANARY}-none") == CODE.UNAUTHENTICATED
        assert ask(channel, x_api_key=f"{CANARY}-red") == CODE.OK
        assert ask(channel, authorization=f"Bearer {CANARY}-red") == CODE.OK
        assert ask(channel, "blue", x_api_key=f"{CANARY}-red") == CODE.PERMISSION_DENIED
        assert ask(channel, "blue", x_api_key=f"{CANARY}-game") == CODE.OK
        assert ask(channel, x_api_key=f"{CANARY}-op") == CODE.PERMISSION_DENIED
        sound = [(SECRET, "HS256", "shared"), (RSA, "RS256", "rsa"), (EC, "ES256", "ec")]
        for made in sound:
            assert ask(channel, authorization=token(*made)) == CODE.OK
            assert ask(channel, "blue", authorization=token(*made)) == CODE.PERMISSION_DENIED
            now = int(time.time())
            for wrong in ({"iss": "x"}, {"aud": "x"}, {"sub": "x"}, {"exp": now - 100}, {"nbf": now + 100},
                          {"iss": None}, {"aud": None}, {"sub": None}, {"exp": None}, {"nbf": None}):
                assert ask(channel, authorization=token(*made, **wrong)) == CODE.UNAUTHENTICATED, wrong
        # No algorithm, another one than the key's, the public key as a secret, another's key of the same kind.
        public = EC.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        for forged in (token(None, "none", None), token(None, "none", "rsa"), token(SECRET, "HS512", "shared"),
                       token(RSA, "PS256", "rsa"), token(public * 2, "HS256", "ec"), token(SECRET, "HS256", "rsa"),
                       token(ec.generate_private_key(ec.SECP256R1()), "ES256", "ec"), token(SECRET, "HS256", None)):
            assert ask(channel, authorization=forged) == CODE.UNAUTHENTICATED
        stream = strategos.StrategyServiceStub(channel).StreamStrategy(
            strategos.StreamStrategyRequest(team_id="red", game_state=minimal().game_state), timeout=TIMEOUT,
            metadata=[("authorization", token(EC, "ES256", "ec"))])
        assert list(stream)[-1].HasField("done")
    counters = guarded.stop()
    assert counters["permissionsDenied"] == 5
    assert counters["authenticationsFailed"] == 2 + 3 * 10 + 8
    assert counters["handlersStarted"] == 3 + 3 + 1 + 1 + 3  # those that are OK, and whose request was looked at
    assert CANARY not in guarded.log
    assert "principal=red" in guarded.log
    for signed in ("eyJ", base64.urlsafe_b64encode(SECRET).decode()[:20]):
        assert signed not in guarded.log


def test_health_is_public_by_configuration_and_reflection_is_not(guarded):
    with grpc.insecure_channel(guarded.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        assert health.Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT).status == health_pb2.HealthCheckResponse.SERVING
        assert code(lambda: next(health.Watch(health_pb2.HealthCheckRequest(), timeout=TIMEOUT))) == CODE.UNAUTHENTICATED

        def services(**metadata):
            requests = iter([reflection_pb2.ServerReflectionRequest(list_services="")])
            pairs = [(name.replace("_", "-"), value) for name, value in metadata.items()]
            return list(reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(
                requests, timeout=TIMEOUT, metadata=pairs))
        assert code(services) == CODE.UNAUTHENTICATED
        assert code(lambda: services(x_api_key=f"{CANARY}-red")) == CODE.PERMISSION_DENIED
        assert services(x_api_key=f"{CANARY}-op")[0].list_services_response.service
        assert code(lambda: channel.unary_unary("/no.Such/Method")(b"", timeout=TIMEOUT)) == CODE.UNIMPLEMENTED


def http(server, path, body=None, **fields):
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    request = urllib.request.Request(f"http://{server.address}{path}", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read().decode()


def test_every_other_way_in_is_guarded_too(guarded):
    question = json.dumps({"teamId": "red", "gameState": {"teams": [{"id": "red"}]}}).encode()
    method = "/strategos.v1.StrategyService/GenerateStrategy"
    game = json.dumps({"team_id": "team1"}).encode()
    for path, body in ((method, question), ("/v1/strategies:generate", question), ("/metrics", None), ("/", None),
                       ("/openapi.json", None), ("/api/team-strategy", game)):
        status, fields, text = http(guarded, path, body, content_type="application/json")
        assert (status, fields["www-authenticate"]) == (401, "Bearer"), path
        assert json.loads(text)["message"] == "credentials are missing"
        # What is given for one team is not given for what does not say of which team it is.
        status, _, _ = http(guarded, path, body, content_type="application/json", x_api_key=f"{CANARY}-red")
        assert status == (200 if body == question else 403), path
    assert http(guarded, "/healthz")[0] == 200
    assert http(guarded, "/nothing")[0] == 404
    status, _, text = http(guarded, "/metrics", x_api_key=f"{CANARY}-op")
    assert status == 200 and 'event="authentications_failed"} 6' in text
    assert CANARY not in text and CANARY not in guarded.log


@pytest.mark.parametrize("content, place", [
    ("{", "not a JSON object"), ("{}", "principals: "),
    ('{"principals": [{"name": "x", "keys": ["%s"]}]}' % CANARY, "principals[0].keys[0]: "),
    ('{"principals": [{"name": "x", "subjects": ["s"], "grants": [{"methods": ["strategos.v1.StrategyServise/*"]}]}]}',
     "principals[0].grants[0].methods[0]: this server has no method"),
])
def test_a_policy_that_is_wrong_ends_the_start(tmp_path, content, place):
    file = tmp_path / "policy.json"
    file.write_text(content)
    run = subprocess.run([BINARY, "serve", "--listen", "127.0.0.1:0", "--access-policy", str(file)],
                         capture_output=True, text=True, timeout=TIMEOUT)
    assert run.returncode != 0
    assert f"--access-policy {file}: {place}" in run.stderr
    assert CANARY not in run.stderr


def test_token_settings_belong_together(tmp_path):
    policy = write(tmp_path / "policy.json", POLICY)
    for options, missing in ((["--jwt-issuer", "x"], "--access-policy"),
                             (["--access-policy", policy, "--jwt-audience", "x"], "--jwt-keys"),
                             (["--access-policy", policy, "--jwt-keys", policy], "--jwt-issuer"),
                             (["--access-policy", policy, "--jwt-keys", policy, "--jwt-issuer", "x"], "--jwt-audience"),
                             (["--access-policy", policy, "--jwt-keys", policy, "--jwt-issuer", "x", "--jwt-audience", "y"],
                              "keys: must be a list of keys")):
        run = subprocess.run([BINARY, "serve", *options], capture_output=True, text=True, timeout=TIMEOUT)
        assert run.returncode != 0 and missing in run.stderr, run.stderr


# Changed files, and those who guess


def policy_for(*keys):
    return {"principals": [{"name": f"p{place}", "keys": [digest(key)], "grants": [{"methods": ["*"]}]}
                           for place, key in enumerate(keys)]}


def test_a_changed_policy_holds_for_new_calls_and_open_streams_go_on(own_server, tmp_path):
    file = tmp_path / "policy.json"
    server = own_server("--access-policy", write(file, policy_for("old")), "--reload", "1h")
    with grpc.insecure_channel(server.address) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch(
            health_pb2.HealthCheckRequest(), timeout=60, metadata=[("x-api-key", "old")])
        next(watch)
        assert (ask(channel, x_api_key="old"), ask(channel, x_api_key="new")) == (CODE.OK, CODE.UNAUTHENTICATED)
        write(file, policy_for("new"))
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_line("new access rules are in use")
        assert (ask(channel, x_api_key="old"), ask(channel, x_api_key="new")) == (CODE.UNAUTHENTICATED, CODE.OK)
        assert watch.is_active()
        watch.cancel()
    assert server.stop()["accessRulesLoaded"] == 1


@pytest.mark.parametrize("content, place", [
    ('{"principals": [', "policy.json"), ('{"principals": [], "nonsense": 1}', "nonsense"),
    (json.dumps({"public": ["a.B/C"], **policy_for("key")}), r"public\[0\]"), (None, "policy.json"),
])
def test_the_last_good_policy_stays_when_the_new_one_is_no_good(own_server, tmp_path, content, place):
    file = tmp_path / "policy.json"
    server = own_server("--access-policy", write(file, policy_for("key")), "--reload", "20ms")
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
    server.wait_for_line(f"access rules cannot be used, the last good ones stay.*--access-policy.*{place}")
    with grpc.insecure_channel(server.address) as channel:
        assert ask(channel, x_api_key="key") == CODE.OK
        write(file, policy_for("other"))
        server.wait_for_line("new access rules are in use")
        assert ask(channel, x_api_key="key") == CODE.UNAUTHENTICATED
    counters = server.stop()
    assert (counters["accessRulesLoaded"], counters["accessRulesRefused"]) == (1, 1)


def test_changed_keys_of_tokens_hold(own_server, tmp_path):
    def keys(secret):
        encoded = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
        return {"keys": [{"kty": "oct", "alg": "HS256", "k": encoded}]}
    policy = {"principals": [{"name": "red", "subjects": ["player-red"], "grants": [{"methods": ["*"]}]}]}
    file = tmp_path / "keys.json"
    first, second = b"a" * 32, b"b" * 32
    server = own_server(
        "--access-policy", write(tmp_path / "policy.json", policy), "--jwt-keys", write(file, keys(first)),
        "--jwt-issuer", "https://issuer.example", "--jwt-audience", "strategos", "--reload", "20ms")
    with grpc.insecure_channel(server.address) as channel:
        assert ask(channel, authorization=token(first, "HS256", None)) == CODE.OK
        write(file, keys(second))
        server.wait_for_line("new access rules are in use")
        assert ask(channel, authorization=token(first, "HS256", None)) == CODE.UNAUTHENTICATED
        assert ask(channel, authorization=token(second, "HS256", None)) == CODE.OK
    assert CANARY not in server.log


def test_who_shows_many_wrong_credentials_is_not_looked_at_any_more(own_server, tmp_path):
    policy = policy_for("key")
    policy["public"] = ["grpc.health.v1.Health/Check"]
    server = own_server("--access-policy", write(tmp_path / "p.json", policy), "--set", "limits.failed-logins=10")
    with grpc.insecure_channel(server.address) as channel:
        for _ in range(30):  # without credentials nothing is guessed
            assert ask(channel) == CODE.UNAUTHENTICATED
        codes = [ask(channel, x_api_key=f"guess-{place}") for place in range(40)]
        assert codes[:10] == [CODE.UNAUTHENTICATED] * 10
        # One more a second is looked at.
        assert codes.count(CODE.RESOURCE_EXHAUSTED) >= 20
        # The right one is not looked at either, and is told when it will be; what is public goes on.
        request = minimal()
        with pytest.raises(grpc.RpcError) as refused:
            for _ in range(100):
                strategos.StrategyServiceStub(channel).GenerateStrategy(
                    request, timeout=TIMEOUT, metadata=[("x-api-key", "key")])
                ask(channel, x_api_key="guess")
        assert refused.value.code() == CODE.RESOURCE_EXHAUSTED
        wait = dict(refused.value.trailing_metadata())["grpc-retry-pushback-ms"]
        assert 0 <= int(wait) <= 1000
        assert health_pb2_grpc.HealthStub(channel).Check(
            health_pb2.HealthCheckRequest(), timeout=TIMEOUT).status == health_pb2.HealthCheckResponse.SERVING
    counters = server.stop()
    assert counters["loginLimit"] >= 20
    assert counters["handlersStarted"] == counters["status.OK"]
