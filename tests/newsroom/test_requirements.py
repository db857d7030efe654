"""The locked requirements are what we mean to run: whole, hashed, and not old releases in new clothes."""

import re
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).resolve().parents[2] / "requirements").glob("*.txt"))


def pins(lock: Path) -> list[tuple[str, str, str]]:
    """Give name, version and condition of each locked package."""
    found = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)(?: ; (.*?))? \\$", lock.read_text(), re.MULTILINE)
    return [(name, version, condition) for name, version, condition in found]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_django_is_the_newest_line_its_python_can_run(lock: Path) -> None:
    djangos = {condition: version for name, version, condition in pins(lock) if name == "django"}

    old, new = djangos["python_full_version < '3.12'"], djangos["python_full_version >= '3.12'"]
    assert (5, 2, 19) <= tuple(map(int, old.split("."))) < (5, 3)
    assert (6, 1) <= tuple(map(int, new.split("."))) < (6, 2)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    blocks = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", lock.read_text(), flags=re.MULTILINE).strip())

    assert [
        block for block in blocks if not re.match(r"\S.*==.*\\\n    --hash=sha256:[0-9a-f]{64}", block)
    ] == []


def test_locks_agree_on_every_version() -> None:
    versions: dict[tuple[str, str], set[str]] = {}
    for lock in LOCKS:
        for name, version, condition in pins(lock):
            versions.setdefault((name, condition), set()).add(version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
