"""Seed files as tests need them: what a test does not care about gets a value that any file may have."""

import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

_numbers = count(1)
LOREM = {"type": "article", "quality": 40}


def entry(title: str, **values: Any) -> dict[str, Any]:
    """A related entry, or the part of a file that it copies."""
    address = f"https://www.example.com/{title.lower().replace(' ', '-')}"
    provider = {"name": "Example", "domain": "example.com"}
    return {
        "title": title,
        "publishedDateTime": "2024-05-01T12:00:00Z",
        "webUrl": address,
        "provider": provider,
        **LOREM,
        **values,
    }


def seed(title: str = "", **values: Any) -> bytes:
    """The bytes of a seed file. A value of None leaves the key out."""
    title = title or f"Article {next(_numbers)}"
    said = {"category": "news", **entry(title), "heat": 1, "published": True, **values}
    lines = [f"{key}: {_yaml(value)}" for key, value in said.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""]).encode()


def _yaml(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML


def write_seeds(folder: Path, files: dict[str, bytes]) -> str:
    """Put `files` into `folder`, in place of what was there; the folder as `import_seeds` takes it."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return str(folder)
