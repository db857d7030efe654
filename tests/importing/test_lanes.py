"""Parser processes: what happens to an import when one of them dies, and to them when the import does."""

import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.importing import lanes, parsing
from articles.models import Article, ImportRun
from tests.seeds import seed, write_seeds

DOCUMENTS = [seed(f"A {number}", body="word " * 10_000) for number in range(100)]
REQUEST = pickle.dumps(DOCUMENTS)


@pytest.mark.django_db
@pytest.mark.parametrize("program", ["this", "no.such.module"])
def test_an_import_whose_parsers_die_could_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(parsing, "FEW", 10)
    monkeypatch.setattr(lanes, "PROGRAM", program)
    folder = write_seeds(tmp_path, {f"2024-05-02-{number}.md": seed(f"A {number}") for number in range(60)})
    with pytest.raises(CommandError, match="A parser process was killed") as stopped:
        call_command("import_seeds", folder, workers=2)
    assert stopped.value.returncode == 2
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.fixture
def parser() -> Iterator[tuple[socket.socket, "subprocess.Popen[bytes]"]]:
    """A parser process, and our end of its socket."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", lanes.PROGRAM]
    with theirs:
        process = subprocess.Popen(command, stdin=theirs, stderr=subprocess.PIPE, cwd=settings.BASE_DIR)
    with ours, process:
        yield ours, process


@pytest.mark.parametrize(
    ("asked", "heard"),
    [(b"", 0), (REQUEST[:1000], 0), (REQUEST, 0), (REQUEST, 1)],
    ids=["nothing asked", "half asked", "unanswered", "while it is answered"],
)
def test_a_parser_whose_import_is_gone_ends_quietly(parser: Any, asked: bytes, heard: int) -> None:
    ours, process = parser
    ours.sendall(asked)
    ours.recv(heard)
    ours.close()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


def test_a_parser_that_dies_without_work_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    class Watched(lanes.Lane[int]):
        def __init__(self, *, repair: bool) -> None:
            super().__init__(repair=repair)
            made.append(self)

    def documents() -> Iterator[tuple[int, bytes]]:
        yield 0, seed("A")  # goes down the first lane
        made[1]._process.kill()
        made[1]._process.wait()
        yield 1, seed("B", body="word " * 10_000)

    monkeypatch.setattr(lanes, "Lane", Watched)
    outcomes = list(lanes.parsed_in_lanes(documents(), repair=True, workers=2))
    assert sorted(number for number, _ in outcomes) == [0, 1]
