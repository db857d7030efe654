"""The folder that an export goes to: whole files or none, and nothing outside of it."""

import os
from pathlib import Path

NEWS = "_news"  # where a checkout of a whole site keeps its news


class OutsideError(Exception):
    """A file would lie outside of the folder; its message is for the operator."""


class Folder:
    """The news folder of `root`; both are made if they are not there. Raises OSError and OutsideError."""

    def __init__(self, root: Path) -> None:
        self.path = root / NEWS
        self.path.mkdir(parents=True, exist_ok=True)
        if self.path.resolve() != root.resolve() / NEWS:
            raise OutsideError(f"{self.path} leads out of {root}; put a folder of its own there")

    def write(self, slug: str, content: bytes) -> None:
        """Put the file of `slug` in place; whatever happens, it is the old one or the new one, and whole."""
        name = f"{slug}.md"
        if not name.isprintable() or Path(name).name != name:
            raise OutsideError(f"the slug {slug!r} is no file name; correct it in the database")
        part = self.path / f".{os.getpid()}.part"
        try:
            part.write_bytes(content)
            part.replace(self.path / name)
        finally:
            part.unlink(missing_ok=True)
