"""What can be said to `import_seeds`, in words that a newcomer understands."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from articles.importing.sources.naming import legible


def _count(text: str) -> int:
    """A whole number from 1 on."""
    if text.isdecimal() and (number := int(text)):
        return number
    raise ArgumentTypeError(f"{text!r} is not a number from 1 on")


OPTIONS: dict[str, dict[str, Any]] = {
    "--dry-run": {"action": "store_true", "help": "read and plan everything, write nothing"},
    "--report": {
        "choices": ("text", "json"),
        "default": "text",
        "help": "the form of the report on standard output",
    },
    "--all-or-nothing": {
        "action": "store_true",
        "help": "write nothing if any file has a problem; default: leave that file out, import the others",
    },
    "--withdraw-missing": {
        "action": "store_true",
        "help": "withdraw published articles whose file is gone from its source, unless all are; default:"
        " report them",
    },
    "--source": {
        "metavar": "NAME",
        "type": legible,
        "default": "",
        "help": "a name for where the files come from; default: the path of the folder or archive",
    },
    "--workers": {
        "metavar": "N",
        "type": _count,
        "default": 0,
        "help": "processes that parse, where files are many; default: the cores, at most eight",
    },
    "--no-repair": {
        "dest": "repair",
        "action": "store_false",
        "help": "keep broken encodings (â€™ for ’) as they stand",
    },
}
PATHS = """a file, a folder (with all below it: .md, .markdown, .txt), a checkout of a whole site (its _news
and _data), a .zip, .tar, .tar.gz or .tar.xz of any of these, or - for one document on standard input;
default: seeds/"""


def add_import_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `import_seeds` to `parser`."""
    parser.add_argument("paths", metavar="PATH", nargs="*", default=["seeds"], help=PATHS)
    for name, option in OPTIONS.items():
        parser.add_argument(name, **option)
    parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]  # PATHs on both sides of options
