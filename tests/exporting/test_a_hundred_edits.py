"""A real collection after a day of curation: exactly what staff edited differs, and comes back as it is."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.importing.run import Options, import_seeds
from articles.models import Article, ArticleQuerySet, Provider, Topic
from tests.exporting.exports import exported
from tests.rows import digest_of_rows

pytestmark = pytest.mark.django_db

Verb = Callable[[Article, User], object]


def one(article: Article) -> ArticleQuerySet:
    return Article.objects.filter(pk=article.pk)


def reordered(article: Article, editor: User) -> None:
    topics = article.ordered_topics
    new = Topic.objects.exclude(pk__in=[topic.pk for topic in topics]).first()
    edit(article, by=editor, values={}, topics=[new, *reversed(topics)])


# What an editor does, and the one key (or the body) that it shows in.
VERBS: dict[str, Verb] = {
    "title": lambda article, by: edit(article, by=by, values={"title": f"Ours: {article.title}"}),
    "excerpt": lambda article, by: edit(article, by=by, values={"excerpt": 'So "it" is\\was\n– and stays'}),
    "publishedDateTime": lambda article, by: edit(
        article, by=by, values={"published_at": datetime(2024, 2, 29, 12, tzinfo=UTC)}
    ),
    "quality": lambda article, by: edit(article, by=by, values={"quality": article.quality + 1}),
    "originalUrl": lambda article, by: edit(article, by=by, values={"original_url": "https://ours.example/"}),
    "featuredContent": lambda article, by: edit(article, by=by, values={"featured_content": "<iframe>"}),
    "provider": lambda article, by: edit(
        article, by=by, values={"provider": Provider.objects.exclude(pk=article.provider_id).first()}
    ),
    "topics": reordered,
    "images": lambda article, by: edit(article, by=by, values={}, pictures=[]),
    "body": lambda article, by: edit(article, by=by, values={"body": "Our words.\n\nMore."}),
    "published": lambda article, by: (withdraw if article.flagged else publish)(one(article), by=by),
    "": lambda article, by: edit(article, by=by, values={"commentary": "Ours alone"}),
}


def lines_by_key(raw: bytes) -> dict[str, list[bytes]]:
    """The lines of a file in the house format; blank ones stand between keys."""
    front, body = re.split(rb"\n---\r?\n", raw, maxsplit=1)
    lines: dict[str, list[bytes]] = {"body": body.split()}
    key = ""
    for line in front.splitlines(keepends=True):
        if not line.startswith((b" ", b"\r", b"\n")):
            key = line.partition(b":")[0].decode()
        if line.strip():
            lines.setdefault(key, []).append(line)
    return lines


def test_after_a_hundred_edits_exactly_the_edited_keys_differ(powerapps: Path, editor: User, tmp_path: Path):
    import_seeds([str(powerapps / "_news")], Options())
    articles = list(Article.objects.order_by("slug")[:100])
    edited = {}
    for article, (key, verb) in zip(articles, cycle(VERBS.items()), strict=False):
        verb(article, editor)
        edited[f"{article.slug}.md"] = key
    for name, content in exported(tmp_path).items():
        before, after = lines_by_key((powerapps / "_news" / name).read_bytes()), lines_by_key(content)
        differing = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        expected = {edited.get(name, "")} - {""}
        if expected == {"images"} and "images" not in before:
            expected = set()  # it had none to lose
        assert differing == expected, name
    assert len(edited) == 100
    rows = digest_of_rows()
    report = import_seeds([str(tmp_path)], Options())
    assert (report.unchanged, report.problems) == (report.files, [])
    assert digest_of_rows() == rows
