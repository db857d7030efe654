"""How fast readers get pages, against a bare Django view that returns the same bytes: `make bench-web`.

Both are served by gunicorn with two gthread workers, in one run, in turns, so that a busy machine slows both.
"""

import gzip
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.corpora import collection

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))  # per measurement
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CONNECTIONS = 8
ENOUGH_CACHED, ENOUGH_UNCHANGED = 0.5, 0.6  # of the bare view's requests per second
SLOWEST_UNCACHED = 40  # times the bare view's latency
MOST_QUERIES = 8
HEAVIEST = 60 * 1024  # bytes of page, style sheets and scripts, compressed

Answer = tuple[int, bytes, dict[str, str]]


class Server:
    """A gunicorn on a port of its own."""

    def __init__(self, application: str, folder: Path, **environment: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        options = ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}", *options],
            env={**os.environ, **environment, "BENCH_FOLDER": str(folder)},
            stderr=(folder / f"{application}.log").open("ab"),
        )

    def ready(self) -> "Server":
        for _ in range(200):
            try:
                if self.connect().get("/healthz")[0] in (200, 404):
                    return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("gunicorn does not answer")

    def connect(self) -> "Connection":
        return Connection(self.port)


class Connection:
    """A kept connection that does as little as a client can, so that the servers are what is measured."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask(request_for(path, **headers))

    def ask(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            part = self.socket.recv(1 << 16)
            if not part:
                raise ConnectionError("the server hung up")
            received += part
        head = received[:end]
        found = re.search(rb"\r\ncontent-length: *([0-9]+)", head, re.IGNORECASE)
        missing = (int(found[1]) if found else 0) + end + 4 - len(received)
        parts = [received[end + 4 :]]
        while missing > 0:
            parts.append(self.socket.recv(1 << 17))
            missing -= len(parts[-1])
        lines = head.decode("latin-1").split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        return int(lines[0].split()[1]), b"".join(parts), fields


def request_for(path: str, **headers: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def throughput(server: Server, request: bytes) -> float:
    """Requests per second over several connections, once each worker has started."""
    for _ in range(CONNECTIONS):
        server.connect().ask(request)
    until = time.perf_counter() + SECONDS
    counts = [0] * CONNECTIONS

    def load(number: int) -> None:
        connection = server.connect()
        while time.perf_counter() < until:
            connection.ask(request)
            counts[number] += 1

    threads = [threading.Thread(target=load, args=[number]) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def latency(server: Server, request: bytes) -> float:
    """Median seconds of one client."""
    connection, times = server.connect(), []
    connection.ask(request)
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        started = time.perf_counter()
        connection.ask(request)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def in_turns(
    measure: Callable[[Server, bytes], float], ours: tuple[Server, bytes], bare: tuple[Server, bytes]
) -> tuple[float, float]:
    """Medians of both over several rounds, one after the other."""
    found = [(measure(*ours), measure(*bare)) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in found), statistics.median(other for _, other in found)


@contextmanager
def newsroom(folder: Path) -> Iterator[None]:
    """A database with the azure sample, migrated and imported; static files collected."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "for-this-run-only-" * 3,
        "DEBUG": "0",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
    }
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    try:
        sample = collection("azure-sample", folder)
    except pytest.skip.Exception as reason:
        raise SystemExit(str(reason)) from reason
    call_command("import_seeds", str(sample), report="json", stdout=(folder / "report.json").open("w"))
    yield


def weight(content: bytes, client: Client) -> int:
    """Bytes of a page with its style sheets and scripts, compressed."""
    text = content.decode()
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', text)
    sheets = [b"".join(client.get(file).streaming_content) for file in sorted(set(files))]
    return sum(len(gzip.compress(one, 6)) for one in (content, *sheets))


def row(name: str, ours: float, bare: float | str, ratio: float | str, bound: str, good: bool) -> None:
    cells = [f"{cell:>10,.2f}" if isinstance(cell, float) else f"{cell:>10}" for cell in (ours, bare, ratio)]
    print(f"{name:32}{''.join(cells)}{bound:>10}{'' if good else '  missed'}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name, newsroom(folder := Path(name)):
        measure(folder)


def measure(folder: Path) -> None:
    from articles.models import Article

    client = Client()
    hottest = Article.objects.published().filter(related_links__isnull=False).order_by("-heat")[0]
    pages = {"front page": "/", "list": "/news/", "article": hottest.get_absolute_url()}
    for place, path in enumerate(pages.values()):
        (folder / f"{place}.html").write_bytes(client.get(path).content)
    cached = Server("newsroom.wsgi", folder)
    uncached = Server("newsroom.wsgi", folder, CACHE_URL="dummycache://")
    bare = Server("tests.benchmarks.bare_view", folder)
    try:
        for server in (cached, uncached, bare):
            server.ready()
        print(f"{'':32}{'ours':>10}{'bare':>10}{'ratio':>10}{'bound':>10}")
        for place, (name, path) in enumerate(pages.items()):
            _throughputs(place, name, path, cached, bare)
        for place, (name, path) in enumerate(pages.items()):
            ours, theirs = in_turns(
                latency, (uncached, request_for(path)), (bare, request_for(f"/{place}.html"))
            )
            good = ours <= SLOWEST_UNCACHED * theirs or name == "front page"
            row(
                f"{name}, uncached, ms",
                ours * 1000,
                theirs * 1000,
                ours / theirs,
                f"<= {SLOWEST_UNCACHED}",
                good,
            )
        for name, path in pages.items():
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{path}?made=anew") if path == "/" else client.get(path)
            bound = "" if name == "front page" else f"<= {MOST_QUERIES}"
            row(f"{name}, queries", len(queries), "", "", bound, not bound or len(queries) <= MOST_QUERIES)
        for name, path in pages.items():
            heavy = weight(client.get(path).content, client)
            row(f"{name}, kB compressed", heavy / 1024, "", "", "<= 60", heavy <= HEAVIEST)
    finally:
        for server in (cached, uncached, bare):
            server.process.terminate()


def _throughputs(place: int, name: str, path: str, cached: Server, bare: Server) -> None:
    plain = request_for(f"/{place}.html")
    ours, theirs = in_turns(throughput, (cached, request_for(path)), (bare, plain))
    row(
        f"{name}, kept, per second",
        ours,
        theirs,
        ours / theirs,
        f">= {ENOUGH_CACHED}",
        ours >= ENOUGH_CACHED * theirs,
    )
    known = request_for(path, **{"If-None-Match": cached.connect().get(path)[2].get("ETag", "")})
    ours, theirs = in_turns(throughput, (cached, known), (bare, plain))
    good = ours >= ENOUGH_UNCHANGED * theirs
    row(f"{name}, unchanged, per second", ours, theirs, ours / theirs, f">= {ENOUGH_UNCHANGED}", good)


if __name__ == "__main__":
    main()
