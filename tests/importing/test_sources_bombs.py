"""Archives and documents that would fill a machine: read in a process of their own, with what it took."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.hostile import archives

BOMBS: dict[str, tuple[Callable[[Path], object], str]] = {
    "one.tar.gz": (archives.bomb_of_one, "too-large"),
    "many.tar.gz": (archives.bomb_of_many, "too-large"),
    "honest.zip": (archives.zip_bomb, "too-large"),
    "lying.zip": (lambda path: archives.zip_bomb(path, 1_000), "unreadable"),
    "million.tar.gz": (archives.million_in_tar, "too-large"),
    "million.zip": (archives.million_in_zip, "too-large"),
    "records.tar.gz": (archives.bomb_of_records, "too-large"),
    "header.tar.gz": (archives.header_of_a_gigabyte, "cannot be opened"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_stops_at_the_limits_with_little_memory(name: str, tmp_path: Path) -> None:
    make, code = BOMBS[name]
    make(tmp_path / name)
    took = weigh(tmp_path / name)
    assert (took["read"], took["problems"]) == (0, [code])
    assert took["megabytes"] < 80
    assert took["seconds"] < 30  # a slow and busy machine's; seconds elsewhere


def test_a_document_of_a_gigabyte_takes_no_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as stream:
        stream.truncate(1 << 30)
    took = weigh(tmp_path)
    assert (took["read"], took["problems"]) == (0, ["too-large"])
    assert took["megabytes"] < 20


def weigh(path: Path) -> dict[str, Any]:
    """What reading `path` in a process of its own gives and takes."""
    script = Path(__file__).with_name("weigh_archive.py")
    done = subprocess.run(
        [sys.executable, str(script), str(path)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)
