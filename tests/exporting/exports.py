"""What tests of exports share: the files that an export writes, and the lines that differ."""

from difflib import ndiff
from pathlib import Path

from articles.exporting import export_seeds


def exported(root: Path, *, status: str = "", changed_only: bool = False) -> dict[str, bytes]:
    """The files of an export, by name."""
    export_seeds(root, status=status, changed_only=changed_only)
    return {path.name: path.read_bytes() for path in (root / "_news").iterdir()}


def differences(before: bytes, after: bytes) -> list[str]:
    """The lines that went (`- `) and came (`+ `)."""
    lines = ndiff(before.decode().split("\n"), after.decode().split("\n"))
    return [line for line in lines if line.startswith(("- ", "+ "))]
