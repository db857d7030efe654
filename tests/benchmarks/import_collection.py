"""Collections to import: a real one where it is at hand, generated ones of its shape and of any size."""

import base64
import random
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import pytest

from tests.corpora import collection

FILES = 1500
# The sizes of stories, over and over. Every third article of a story has a file, which lists all others of
# the story: 31 entries on average, at most 133, and two thirds of what they name has no file.
STORIES = (*[1] * 80, *[2] * 50, *[3] * 30, *[6] * 16, *[10] * 9, *[19] * 8, *[30] * 7, *[54] * 4, 90, 134)
CHANGED = 100  # every so manyth file of a changed collection


def real_or_generated(folder: Path) -> tuple[Path, str]:
    """The folder of the sample of a real collection, else of a generated one; and what it is."""
    try:
        return collection("azure-sample", folder), "azure-sample"
    except pytest.skip.Exception as reason:
        print(f"{reason}; a generated collection takes its place")
        return generated(folder / "generated", FILES), f"generated, {FILES:,} files"


def generated(folder: Path, files: int) -> Path:
    """Write a collection of `files` files, the same each time."""
    (folder / "_news").mkdir(parents=True)
    chance = random.Random(files)
    written, numbers = 0, count()
    for size in cycle(STORIES):
        if written >= files:
            return folder
        story = [article(next(numbers), chance) for _ in range(size)]
        for place, own in enumerate(story[::3][: files - written]):
            others = [entry for entry in story if entry is not own]
            slug = f"2024-05-01-{own[0].split(': ')[1]}".lower().replace(" ", "-").replace('"', "")
            (folder / "_news" / f"{slug}.md").write_text("\n".join(lines(own, others, place, chance)))
            written += 1
    return folder


def article(number: int, chance: random.Random) -> list[str]:
    """What a file says of an article, and entries of other files as well; its number ends the title."""
    provider = chance.randrange(400)
    words = [chance.choice(WORDS) for _ in range(50)]
    title = " ".join([*words[:9], str(number)])
    address = f"https://www.provider{provider}.example/{title.replace(' ', '-')}"
    at = f"2024-05-{chance.randrange(1, 28):02}T{chance.randrange(24):02}:{chance.randrange(60):02}:00Z"
    return [
        f'title: "{title.capitalize()}"',
        f'excerpt: "{" ".join(words[9:])}"',
        f"publishedDateTime: {at}",
        f'webUrl: "{address}"',
        f'ampWebUrl: "{address}/amp"',
        "type: article",
        "provider:",
        f"  name: Provider {provider}",
        f"  domain: provider{provider}.example",
        f"quality: {chance.randrange(100)}",
    ]


def lines(own: list[str], others: list[list[str]], place: int, chance: random.Random) -> Iterator[str]:
    """The lines of one file."""
    yield from ("---", "category: news", *own, f"heat: {-1 if place else chance.randrange(50)}")
    shown = not place and chance.random() < 0.4
    yield from (f"published: {'true' if shown else 'false'}", "topics:", f"  - Topic {chance.randrange(20)}")
    if others:
        yield "related:"
    for other in others:
        yield f"  - {other[0]}"
        yield from (f"    {line}" for line in other[1:])
    yield f'secured: "{base64.b64encode(chance.randbytes(310)).decode()}"'
    yield from ("---", "")


def change(folder: Path, turn: int) -> int:
    """Rewrite each hundredth file as collectors do: its quality, and that of its first entry; how many."""
    files = sorted((folder / "_news").iterdir())[::CHANGED]
    for file in files:
        head, quality, rest = file.read_bytes().partition(b"quality: ")
        listing, entry, last = rest.partition(b"    quality: ")
        file.write_bytes(
            head + quality + b"%d" % turn + listing + entry + (b"%d" % turn if entry else b"") + last
        )
    return len(files)


def _vocabulary() -> list[str]:
    sounds = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
    chosen = random.Random(1)
    return ["".join(chosen.choices(sounds, k=3)) for _ in range(5000)]


WORDS = _vocabulary()
