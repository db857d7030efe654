"""What commands say gets to standard output, or they say that it does not; never a traceback."""

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from articles.management.telling import tell
from articles.models import Article
from tests.seeds import seed, write_seeds


class Full(io.StringIO):
    """A file on a full disk: it says so when it is flushed."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_output_that_takes_nothing_is_said_of_work_that_is_done() -> None:
    with pytest.raises(CommandError, match=r"All is done, but .* No space left on device") as told:
        tell(OutputWrapper(Full()), "12 files")
    assert told.value.returncode == 2


def test_so_is_output_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(CommandError, match="it is closed"):
        tell(OutputWrapper(io.StringIO()), "12 files")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_what_the_output_cannot_spell_is_escaped_so_that_json_stays_json(encoding: str) -> None:
    said = {"path": "ü “\\” 😀.md", "code": "repair"}
    raw = io.BytesIO()
    output = io.TextIOWrapper(raw, encoding=encoding)
    tell(OutputWrapper(output), json.dumps(said, ensure_ascii=False))
    assert json.loads(raw.getvalue().decode(encoding)) == said


def test_a_pipe_that_nobody_reads_is_left_in_peace_afterwards() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    pipe = os.fdopen(writing, "w")
    with pytest.raises(CommandError, match="Broken pipe"):
        tell(OutputWrapper(pipe), "12 files")
    pipe.close()  # which fails where something is still to be written


@pytest.mark.django_db
def test_an_import_is_done_even_if_nobody_can_be_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="All is done"):
        call_command("import_seeds", write_seeds(tmp_path / "in", {"a.md": seed()}), stdout=Full())
    assert Article.objects.exists()
