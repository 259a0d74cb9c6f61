# SPDX-License-Identifier: Apache-2.0
"""The files of a folder, as browsers ask for them, and as those do who want others."""

import http.client
import json
import os
import random
import socket
import subprocess

import pytest

from support.good_client import GoodClient
from support.paths import BINARY
from support.server import Server

MEGABYTE = 1 << 20
TIMEOUT = 20
SECRET = b"canary-7c2f"
LARGE = 48 * MEGABYTE


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A root with files of all sorts, and a secret beside it."""
    base = tmp_path_factory.mktemp("static")
    (base / "secret.txt").write_bytes(SECRET)
    (base / "rooted-secret.txt").write_bytes(SECRET)  # beside a root named "root": the same beginning
    root = base / "root"
    for name, content in {
        "index.html": b"<!doctype html><title>game</title>", "app.js": b"export {}", "style.css": b"a{}",
        "rules.wasm": b"\0asm", "a b.txt": b"blank", "\u540d.txt": b"name", "unknown.zzz": b"?", "empty.txt": b"",
        "sub/index.html": b"sub", "sub/deep/x.json": b"{}", ".env": SECRET, ".git/config": SECRET,
        ".well-known/who.txt": b"me", "sub/.well-known/no.txt": SECRET, "no-index/file.txt": b"x",
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    with open(root / "large.bin", "wb") as large:
        for block in range(LARGE // MEGABYTE):
            large.write(bytes([block]) * MEGABYTE)
    (root / "inside.js").symlink_to("app.js")
    (root / "outside.txt").symlink_to("../secret.txt")
    (root / "rooted.txt").symlink_to("../rooted-secret.txt")
    (root / "up").symlink_to("..")
    (root / "loop").symlink_to("loop")
    (root / "passwd").symlink_to("/etc/passwd")
    os.mkfifo(root / "pipe")
    return root


@pytest.fixture(scope="module")
def server(folder):
    with Server("--static-root", str(folder)) as running:
        yield running
        running.stop()


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body


def ask(server, path, method="GET", version=1, **fields):
    """One request, its path sent as it is."""
    fields = {name.replace("_", "-"): value for name, value in fields.items()}
    if version == 2:
        # h2c by curl, which leaves the path alone when it is told to.
        command = ["curl", "-sS", "-i", "--http2-prior-knowledge", "--path-as-is", "--max-time", str(TIMEOUT)]
        command += ["-I"] if method == "HEAD" else ["-X", method]
        for name, value in fields.items():
            command += ["-H", f"{name}: {value}"]
        out = subprocess.run([*command, f"http://{server.address}{path}"], capture_output=True, check=True).stdout
        head, _, body = out.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        return Answer(int(lines[0].split()[1]), dict(line.split(": ", 1) for line in lines[1:]), body)
    connection = http.client.HTTPConnection(server.host, server.port, timeout=TIMEOUT)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in fields.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("path, kind, body", [
    ("/app.js", "text/javascript; charset=utf-8", b"export {}"), ("/style.css", "text/css; charset=utf-8", b"a{}"),
    ("/rules.wasm", "application/wasm", b"\0asm"), ("/a%20b.txt", "text/plain; charset=utf-8", b"blank"),
    ("/%E5%90%8D.txt", "text/plain; charset=utf-8", b"name"), ("/unknown.zzz", "application/octet-stream", b"?"),
    ("/empty.txt", "text/plain; charset=utf-8", b""), ("/sub/", "text/html; charset=utf-8", b"sub"),
    ("/sub/deep/x.json", "application/json", b"{}"), ("/inside.js", "text/javascript; charset=utf-8", b"export {}"),
    ("/.well-known/who.txt", "text/plain; charset=utf-8", b"me"), ("/app.js?v=1", "text/javascript; charset=utf-8", b"export {}"),
])
def test_a_file_is_served_with_its_type_to_get_and_head(server, version, path, kind, body):
    answer = ask(server, path, version=version)
    assert (answer.status, answer.fields["content-type"], answer.body) == (200, kind, body)
    assert answer.fields["content-length"] == str(len(body))
    assert answer.fields["x-content-type-options"] == "nosniff"
    head = ask(server, path, method="HEAD", version=version)
    assert (head.status, head.fields["content-length"], head.body) == (200, str(len(body)), b"")
    assert head.fields["etag"] == answer.fields["etag"]


@pytest.mark.parametrize("version", [1, 2])
def test_a_browser_gets_the_page_and_others_the_status(server, version):
    page = ask(server, "/", version=version, accept="text/html,*/*;q=0.8")
    assert (page.status, page.body) == (200, b"<!doctype html><title>game</title>")
    assert json.loads(ask(server, "/", version=version).body)["name"] == "strategos"


def test_routes_and_methods_come_before_files(server):
    assert ask(server, "/healthz").body == b"ok\n"
    assert ask(server, "/api/team-strategy").status == 405
    assert ask(server, "/v1/nothing", method="POST").status == 404
    unknown = ask(server, "/a.B/C", method="POST", content_type="application/json")
    assert json.loads(unknown.body)["code"] == "unimplemented"


def test_a_folder_without_its_slash_is_sent_there(server):
    answer = ask(server, "/sub")
    assert (answer.status, answer.fields["location"]) == (301, "/sub/")
    assert ask(server, "/no-index/").status == 404


@pytest.mark.parametrize("version", [1, 2])
def test_what_a_browser_has_is_not_sent_again(server, version):
    tag = ask(server, "/app.js").fields["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        answer = ask(server, "/app.js", version=version, if_none_match=known)
        assert (answer.status, answer.body, answer.fields["etag"]) == (304, b"", tag)
        assert "content-length" not in answer.fields
    assert ask(server, "/app.js", version=version, if_none_match='"other"').status == 200


@pytest.mark.parametrize("path", ["/app.js", "/large.bin"])
@pytest.mark.parametrize("wanted, status, part", [
    ("bytes=2-4", 206, slice(2, 5)), ("bytes=5-", 206, slice(5, None)), ("bytes=-3", 206, slice(-3, None)),
    ("bytes=3-99999999", 206, slice(3, None)), ("bytes=99999999-", 416, None), ("bytes=-0", 416, None),
    ("bytes=4-2", 200, slice(None)), ("bytes=0-1,3-4", 200, slice(None)), ("lines=1-2", 200, slice(None)),
    ("bytes=a-b", 200, slice(None)), ("bytes=9999999999999999999-", 200, slice(None)), ("bytes=-", 200, slice(None)),
])
def test_a_range_of_a_file(server, folder, path, wanted, status, part):
    content = (folder / path[1:]).read_bytes()
    answer = ask(server, path, range=wanted)
    assert answer.status == status
    if part is None:
        assert answer.fields["content-range"] == f"bytes */{len(content)}"
        return
    assert answer.body == content[part]
    if status == 206:
        first = content[part] and range(len(content))[part].start
        assert answer.fields["content-range"] == f"bytes {first}-{first + len(answer.body) - 1}/{len(content)}"


def test_a_range_is_only_of_the_file_that_is_meant(server):
    tag = ask(server, "/app.js").fields["etag"]
    assert ask(server, "/app.js", range="bytes=0-1", if_range=tag).status == 206
    assert ask(server, "/app.js", range="bytes=0-1", if_range='"other"').status == 200
    assert ask(server, "/app.js", method="HEAD", range="bytes=0-1").status == 200


@pytest.mark.parametrize("version", [1, 2])
def test_a_large_file_arrives_whole(server, folder, version):
    answer = ask(server, "/large.bin", version=version)
    assert answer.fields["content-length"] == str(LARGE)
    assert answer.body == (folder / "large.bin").read_bytes()


ATTACKS = [
    "/../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E/secret.txt", "/.%2e/secret.txt", "/sub/../../secret.txt",
    "/sub/%2e%2e/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt",
    "/%252e%252e/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae%e0%80%ae/secret.txt", "/..;/secret.txt",
    "/app.js%00.txt", "/%00", "/app.js%0a", "/%0d%0aset-cookie:a", "//etc/passwd", "/%2fetc/passwd", "/.//app.js",
    "/./app.js", "/%2e/app.js", "/app.js/", "/app.js/.", "/app.js/../app.js", "/sub//index.html", "/%", "/%4", "/%zz",
    "/%ff%fe", "/.env", "/.git/config", "/%2egit/config", "/sub/.well-known/no.txt", "/outside.txt", "/rooted.txt",
    "/up/secret.txt", "/up/root/app.js/../../secret.txt", "/loop", "/passwd", "/pipe", "/../root-secret.txt",
    "/" + "a" * 2000, "/" + "a/" * 600, "/" + "%61" * 1100, "/" + "../" * 500 + "etc/passwd", "/\\..\\secret.txt",
    "/file:///etc/passwd", "/proc/self/environ", "/sub/deep/x.json/../../../../secret.txt",
]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path[:40])
def test_what_is_not_below_the_root_is_not_there(server, path, version):
    answer = ask(server, path, version=version)
    assert answer.status in (400, 404), answer.status
    assert SECRET not in answer.body and b"root:" not in answer.body
    assert "set-cookie" not in answer.fields


def test_what_may_not_be_seen_is_counted(own_server, folder):
    server = own_server("--static-root", str(folder))
    for path in ("/../secret.txt", "/.env", "/outside.txt", "/nothing.txt"):
        assert ask(server, path).status == 404
    assert server.stop()["filesRefused"] == 3  # what is merely not there does not count


def test_random_paths_never_lead_out(server):
    seed = int(os.environ.get("STRATEGOS_SEED", random.randrange(1 << 32)))
    print(f"STRATEGOS_SEED={seed}")
    numbers = random.Random(seed)
    pieces = ["..", ".", "%2e", "%2e%2e", "/", "//", "%2f", "%5c", "%00", "up", "sub", "secret.txt", "outside.txt",
              "root", "%c0%af", ";", "%25", "~", "etc", "passwd", "a", ".env", "%E5%90%8D"]
    connection = http.client.HTTPConnection(server.host, server.port, timeout=TIMEOUT)
    for _ in range(2000):
        path = "/" + "".join(numbers.choice(pieces) for _ in range(numbers.randrange(1, 9)))
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        assert SECRET not in body and b"root:" not in body, path
        assert answer.status in (200, 301, 400, 404), (path, answer.status)
        if answer.status == 301:
            assert answer.getheader("location").startswith("/") and not answer.getheader("location").startswith("//")


def test_those_who_do_not_read_cost_little_and_hold_nobody_up(folder):
    with Server("--static-root", str(folder), "--loops", "1") as server:
        ask(server, "/app.js")
        before = server.memory()
        sockets = [socket.create_connection((server.host, server.port)) for _ in range(50)]
        for opened in sockets:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            opened.sendall(b"GET /large.bin HTTP/1.1\r\nhost: a\r\n\r\n")
        with GoodClient(server):
            pass
        # Two pieces queued and as much on its way to the socket, each in a buffer that may be twice as large.
        assert server.memory() - before < 50 * 8 * (64 << 10)
        server.terminate()
        for opened in sockets:
            opened.close()
        assert server.wait() == 0
        counters = server.counters()
        assert counters["handlersEnded"] == counters["handlersStarted"]


def test_a_file_that_shrinks_ends_its_answer_for_the_reader_to_see(tmp_path):
    (tmp_path / "log.bin").write_bytes(b"x" * LARGE)
    with Server("--static-root", str(tmp_path)) as server:
        with socket.create_connection((server.host, server.port), timeout=TIMEOUT) as reader:
            reader.sendall(b"GET /log.bin HTTP/1.1\r\nhost: a\r\n\r\nGET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
            received = len(reader.recv(1000))
            os.truncate(tmp_path / "log.bin", 1000)
            last = b""
            while piece := reader.recv(MEGABYTE):
                received += len(piece)
                last = piece
            assert received < LARGE
            assert b"ok\n" not in last, "the next answer was sent as a part of this one"


def test_a_file_that_changes_is_seen_soon(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    with Server("--static-root", str(tmp_path)) as server:
        first = ask(server, "/a.txt")
        assert first.body == b"one"
        file.write_bytes(b"three")
        for _ in range(100_000):
            if (answer := ask(server, "/a.txt")).body == b"three":
                break
        assert answer.body == b"three"
        assert answer.fields["etag"] != first.fields["etag"]
        file.unlink()
        for _ in range(100_000):
            if (answer := ask(server, "/a.txt")).status == 404:
                break
        assert answer.status == 404


def test_the_root_may_be_turned_to_another_folder(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.bin").write_bytes(name.encode())
    current = tmp_path / "current"
    current.symlink_to("one")
    with Server("--static-root", str(current), "--static-cache", "64") as server:  # nothing is kept
        assert ask(server, "/a.bin").body == b"one"
        (tmp_path / "next").symlink_to("two")
        os.replace(tmp_path / "next", current)
        assert ask(server, "/a.bin").body == b"two"


def test_a_policy_decides_on_files_too(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    policy = tmp_path / "policy.json"
    somebody = {"name": "a", "keys": ["sha256:" + "0" * 64], "grants": [{"methods": ["*"]}]}
    policy.write_text(json.dumps({"principals": [somebody]}))
    with Server("--static-root", str(tmp_path), "--access-policy", str(policy)) as server:
        assert ask(server, "/a.txt").status == 401
    policy.write_text(json.dumps({"public": ["http/GET /{path=**}"], "principals": [somebody]}))
    with Server("--static-root", str(tmp_path), "--access-policy", str(policy)) as server:
        assert ask(server, "/a.txt").body == b"a"


@pytest.mark.parametrize("options, said", [
    (["--static-root", "/nonexistent/folder"], "--static-root: /nonexistent/folder is no folder that can be read"),
    (["--static-root", "/etc/passwd"], "--static-root: /etc/passwd is no folder"),
    (["--static-cache", "1MiB"], "--static-cache: --static-root is missing"),
    (["--static-root", "/", "--static-cache", "much"], "--static-cache: 'much' is not a size"),
])
def test_what_makes_no_sense_is_named(options, said):
    result = subprocess.run([str(BINARY), "serve", *options], capture_output=True, text=True, timeout=TIMEOUT)
    assert result.returncode != 0 and said in result.stderr
