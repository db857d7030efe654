"""Which names mean what: documents, the folders of a whole site, names that can be stored and printed."""

from pathlib import PurePosixPath

STANDARD_INPUT = "-"
SUFFIXES = frozenset({".md", ".markdown", ".txt"})
NEWS_FOLDERS = ("_news", "_archive/_news")  # where a checkout of a whole site keeps its news
DATA_SUFFIXES = {  # and what it knows of topics and organizations
    "_data/topics": frozenset({".yaml", ".yml"}),
    "_data/organizations": frozenset({".md", ".markdown"}),
}


MAX_NAME = 1_000  # bytes of a source's name, and of a path in it: databases index both together


def is_document(name: str) -> bool:
    """Whether a file of this name, without folders, is a document."""
    path = PurePosixPath(name.lower())
    return path.suffix in SUFFIXES and path.stem != "readme" and not name.startswith(".")


def is_site_data(path: str) -> bool:
    """Whether `path` within a whole site is of a file about a topic or an organization."""
    folder, _, name = path.rpartition("/")
    return is_data_name(folder, name)


def is_data_name(folder: str, name: str) -> bool:
    """Whether a file `name` in `folder` of a whole site is about a topic or an organization."""
    suffix = PurePosixPath(name.lower()).suffix
    return not name.startswith(".") and suffix in DATA_SUFFIXES.get(folder, ())


def is_passed_over(folder: str) -> bool:
    """Whether a folder of this name holds no news, whatever its files are called."""
    return folder.startswith((".", "_data"))


def legible(name: str) -> str:
    """`name` as text that can be stored and printed: names may hold bytes that are no UTF-8, and NULs."""
    if name.isascii() and "\0" not in name:
        return name
    return name.replace("\0", "\\x00").encode(errors="backslashreplace").decode()


def too_long(name: str) -> str:
    """What is wrong with a `name` that is legible but longer than can be kept, else ""."""
    length = len(name.encode())
    return f"its name has {length:,} bytes; the limit is {MAX_NAME:,}" if length > MAX_NAME else ""
