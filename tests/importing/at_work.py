"""Years of work on a collection: what staff do to its articles, and what upstream rewrites of it later."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.models import Article
from tests.seeds import entry

Field = tuple[str, str]  # slug and name of a field

# Of the first hundred articles: whose fields staff write, and upstream after them, and which it changes else.
OURS = {"title": slice(0, 30), "excerpt": slice(20, 40), "quality": slice(40, 60), "body": slice(60, 80)}
THEIRS = {
    "title": slice(80, 100),
    "excerpt": slice(60, 80),
    "quality": slice(0, 20),
    "body": slice(0, 20),
    "heat": slice(20, 30),
}
AGREED = 10  # so many titles upstream changes to what staff made of them


@dataclass
class Work:
    """What staff did: values of fields, topics in order (keys), and articles they published and withdrew."""

    values: dict[Field, Any] = field(default_factory=dict)
    topics: dict[str, list[str]] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    @property
    def touched(self) -> set[Field]:
        return {*self.values, *((slug, "topics") for slug in self.topics)}


def work_on(slugs: Sequence[str]) -> Work:
    """Values of 90 fields, 15 articles published, 10 withdrawn, topics of 10 reordered and removed."""
    work = Work()
    for slug, name in _fields(OURS, slugs):
        work.values[slug, name] = 501 if name == "quality" else f"Ours: {name} of {slug}"
        edit(Article.objects.get(slug=slug), by=None, values={name: work.values[slug, name]})
    candidates = Article.objects.filter(status="candidate").order_by("slug")
    live = Article.objects.published().order_by("slug")
    for verb, some, decided in (
        (publish, candidates[:15], work.published),
        (withdraw, live[:10], work.withdrawn),
    ):
        decided += [str(one.slug) for one in some]
        verb(Article.objects.filter(slug__in=decided), by=None)
    for article in _with_most_topics(slugs)[:10]:
        topics = article.ordered_topics[::-1][:-1]
        edit(article, by=None, values={}, topics=topics)
        work.topics[str(article.slug)] = [topic.key for topic in topics]
    return work


def rewritten(folder: Path, slugs: Sequence[str], work: Work) -> tuple[dict[str, bytes], dict[Field, Any]]:
    """A state of the collection in which upstream changes 200 fields, and lists coverage on two articles."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    changed: dict[Field, Any] = {}
    for slug, name in [*_fields(OURS, slugs), *_fields(THEIRS, slugs)]:
        text = f"Theirs: {name} of {slug}"
        changed[slug, name] = 502 if name in ("quality", "heat") else text
    for slug in slugs[:AGREED]:
        changed[slug, "title"] = work.values[slug, "title"]
    others = [slug for slug in slugs if slug not in work.topics]
    for slug in [*work.topics, *others[:10]]:
        changed[slug, "topics"] = ["Theirs", *_topics(files[f"{slug}.md"])]
    for (slug, name), value in changed.items():
        files[f"{slug}.md"] = _saying(files[f"{slug}.md"], name, value)
    for slug in slugs[-2:]:
        coverage = [entry("Nobody has its file"), entry("Nor of this one")]
        files[f"{slug}.md"] = _saying(files[f"{slug}.md"], "related", coverage)
    return files, changed


def _fields(where: Mapping[str, slice], slugs: Sequence[str]) -> Iterator[Field]:
    return ((slug, name) for name, some in where.items() for slug in slugs[some])


def _with_most_topics(slugs: Sequence[str]) -> list[Article]:
    articles = Article.objects.filter(slug__in=slugs).prefetch_related("topic_links__topic")
    return sorted(articles, key=lambda one: (-len(one.ordered_topics), str(one.slug)))


def _topics(content: bytes) -> list[str]:
    block = re.search(rb"^topics:\n((?:  - .*\n)*)", content, re.M)
    return [line[4:].strip("\"'") for line in block[1].decode().splitlines()] if block else []


def _saying(content: bytes, name: str, value: Any) -> bytes:
    """A file as `content` that says `value` for the field `name`."""
    front, end, _ = content.partition(b"\n---\n")
    if name == "body":
        return front + end + str(value).encode()
    front = re.sub(rf"^{name}:.*\n(?:[ ].*\n)*".encode(), b"", front + b"\n", flags=re.M)
    return front + f"{name}: {json.dumps(value)}".encode() + content[content.index(end) :]
