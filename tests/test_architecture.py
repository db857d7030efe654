"""The house rules that a program can check: who imports whom, how long things are, what is never written.

Each rule is a function that gives its complaints. The first tests apply the rules to the product, the others
prove with small bad examples that each rule can fail.
"""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path

CHECKOUT = Path(__file__).resolve().parent.parent

# A room imports from the rows above its own, never from its neighbours in the row.
LAYERS = (
    ("text",),
    ("seedfile", "merge", "stories"),
    ("models", "images", "roles", "rows"),
    ("catalogue", "cursor"),
    ("curation", "search"),
    ("listing", "importing", "exporting"),
    ("admin", "public", "api", "management", "templatetags"),
    ("apps",),
    ("newsroom",),
)
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
PURE = {"text", "seedfile", "merge", "stories"}  # no Django
PART_OF = {"filters": "listing", "listed": "listing", "paging": "listing"}
IMPORTED_LATE = {"rich"}  # slow to load, needed on a terminal only

FILE_LINES, FUNCTION_LINES, COMMAND_LINES, TEST_LINES = 200, 30, 40, 400
NEVER_WRITTEN = {
    "the address of a package registry": r"pypi\.org|python[h]osted|registry\.npm[j]s|docker\.i[o]\b",
    "a file address": r"file:/{2}/",
    "a folder of somebody's machine": r"(?<![\w.~)}\]$*-])/(?:home|root|work|opt|Users)/\w",
}

Import = tuple[str, int, bool]  # module, line, inside a function?


def room_of(module: str) -> str:
    """Give the room that a dotted module of ours belongs to."""
    first, *rest = module.split(".")
    name = rest[0] if first == "articles" and rest else first
    return PART_OF.get(name, name)


def imports_of(source: str) -> Iterator[Import]:
    """Give what a source imports; `from articles import merge` counts as `articles.merge`."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    late = {id(inner) for function in functions for inner in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names = [f"articles.{alias.name}" for alias in node.names] if module == "articles" else [module]
        else:
            continue
        yield from ((name, node.lineno, id(node) in late) for name in names)


def complaints_about_imports(module: str, source: str) -> Iterator[str]:
    """Check the imports of one module of ours."""
    room = room_of(module)
    if room not in LAYER and module != "articles":
        yield f"{module}: give the room {room!r} its place in LAYERS"
        return
    for name, line, late in imports_of(source):
        place, top = f"{module}:{line}", name.split(".")[0]
        if late and top not in IMPORTED_LATE:
            yield f"{place}: imports {name} inside a function; import it at the top"
        if name.startswith("."):
            yield f"{place}: imports {name}; write the whole name"
        if room in PURE and top.startswith("django"):
            yield f"{place}: {room} is pure and imports {name}"
        if top not in ("articles", "newsroom", "tests"):
            continue
        other = room_of(name)
        if other == room:
            continue
        if LAYER.get(other, len(LAYERS)) >= LAYER.get(room, -1):
            yield f"{place}: {room} imports {name}, which is not below it"
        if name.startswith("articles.models."):
            yield f"{place}: import models from articles.models, not from {name}"


def complaints_about_length(name: str, source: str) -> Iterator[str]:
    """Check the budgets of one file."""
    is_test, is_command = name.startswith("tests/"), "management/commands/" in name and "tests/" not in name
    budget = TEST_LINES if is_test else COMMAND_LINES if is_command else FILE_LINES
    length = len(source.splitlines())
    if length > budget:
        yield f"{name}: {length} lines, {budget} allowed"
    if is_test or not name.endswith(".py"):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {lines} lines, {FUNCTION_LINES} allowed"


def complaints_about_words(name: str, text: str) -> Iterator[str]:
    """Check that a file names no place that exists on one machine only."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in NEVER_WRITTEN.items():
            if re.search(pattern, line):
                yield f"{name}:{number}: holds {what}"


def complaints_about_addresses(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = "/"
) -> Iterator[str]:
    """Check that every address of ours has a name to link by; Django's own admin names its own."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if not pattern.name:
                yield f"{route}: has no name"
        elif pattern.namespace != "admin":
            yield from complaints_about_addresses(pattern.url_patterns, route)


def sources(*patterns: str) -> list[tuple[str, str]]:
    """Give name and text of the files of ours that match; migrations are generated, and nobody's prose."""
    files = sorted({file for pattern in patterns for file in CHECKOUT.glob(pattern)})
    names = [
        (file.relative_to(CHECKOUT).as_posix(), file) for file in files if "migrations" not in file.parts
    ]
    return [(name, file.read_text(encoding="utf-8")) for name, file in names]


def python_sources() -> list[tuple[str, str]]:
    """Give name and text of the product's Python files."""
    return sources("manage.py", "articles/**/*.py", "newsroom/**/*.py")


def module_of(name: str) -> str:
    """Give the dotted name of a Python file: `articles/text/__init__.py` is `articles.text`."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_rooms_import_downwards_only() -> None:
    ours = [(module_of(name), text) for name, text in python_sources() if name != "manage.py"]

    found = [complaint for module, text in ours for complaint in complaints_about_imports(module, text)]
    assert not found, "\n".join(found)


def test_files_and_functions_keep_their_budgets() -> None:
    others = sources(
        "templates/**/*.html", "articles/static/articles/**/*.*ss", "articles/static/articles/**/*.js"
    )
    everything = python_sources() + sources("tests/**/*.py") + others

    found = [complaint for name, text in everything for complaint in complaints_about_length(name, text)]
    assert not found, "\n".join(found)


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    files = [name for name in listing.stdout.split("\0") if name and (CHECKOUT / name).is_file()]
    texts = [(name, (CHECKOUT / name).read_text(encoding="utf-8", errors="ignore")) for name in files]

    found = [complaint for name, text in texts for complaint in complaints_about_words(name, text)]
    assert not found, "\n".join(found)


def test_every_address_has_a_name() -> None:
    assert list(complaints_about_addresses(get_resolver().url_patterns)) == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("articles.text.slugs", "from articles.models import Article", "not below it"),
        ("articles.public.views", "import articles.api.views", "not below it"),
        ("articles.merge", "from articles import stories", "not below it"),
        ("articles.cursor", "import articles.exporting", "not below it"),
        ("articles.admin.forms", "from newsroom import settings", "not below it"),
        ("articles.curation.edit", "from tests import factories", "not below it"),
        ("articles.seedfile.parse", "from django.conf import settings", "is pure"),
        ("articles.stories", "import django_filters", "is pure"),
        ("articles.admin.forms", "def f():\n    import json", "inside a function"),
        ("articles.admin.forms", "from . import filters", "write the whole name"),
        (
            "articles.api.views",
            "from articles.models.article import Article",
            "import models from articles.models",
        ),
        ("articles.utils", "", "its place in LAYERS"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str, complaint: str) -> None:
    [found] = complaints_about_imports(module, source)

    assert complaint in found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "articles.models.article",
            "from articles.text.slugs import slug_of\nfrom articles.models.topic import Topic",
        ),
        ("articles.management.commands.import_seeds", "def f():\n    from rich.progress import Progress"),
        ("articles.listing", "from articles import cursor, search\nimport django_filters"),
        ("newsroom.urls", "from articles.public import urls\nfrom newsroom import health"),
    ],
)
def test_a_right_import_passes(module: str, source: str) -> None:
    assert list(complaints_about_imports(module, source)) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles/listing.py", "x = 1\n" * 201),
        ("templates/base.html", "<p>\n" * 201),
        ("articles/management/commands/import_seeds.py", "x = 1\n" * 41),
        ("tests/test_listing.py", "x = 1\n" * 401),
        ("articles/listing.py", "def f():\n" + "    x = 1\n" * 30),
        ("articles/listing.py", "class A:\n    async def f(self):\n" + "        x = 1\n" * 30),
    ],
)
def test_a_broken_budget_is_found(name: str, source: str) -> None:
    assert len(list(complaints_about_length(name, source))) == 1


def test_what_just_fits_a_budget_passes() -> None:
    function = "@property\ndef f():\n" + "    x = 1\n" * 29

    assert list(complaints_about_length("articles/listing.py", function + "x = 1\n" * 169)) == []


@pytest.mark.parametrize(
    "words", [("https://pypi", ".org/simple"), ("file:/", "//srv"), ("cd /", "home/alice")]
)
def test_a_word_never_written_is_found(words: tuple[str, ...]) -> None:
    assert len(list(complaints_about_words("README.md", "".join(words)))) == 1


@pytest.mark.parametrize(
    "text", ["https://example.org/home/alice", "~/opt/python", "static/work/a.css", "a file: //"]
)
def test_harmless_words_pass(text: str) -> None:
    assert list(complaints_about_words("README.md", text)) == []


def test_an_address_without_a_name_is_found() -> None:
    assert list(complaints_about_addresses([path("news/", test_every_address_has_a_name)])) == [
        "/news/: has no name"
    ]
