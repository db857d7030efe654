"""Articles that came without a file, written as the house does."""

from datetime import UTC, datetime

import pytest

from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import Line, arrange
from articles.curation.promote import promote
from articles.curation.publish import publish
from articles.curation.upstream import upstream_fields
from articles.curation.write import write
from articles.models import Article
from articles.seedfile import parse
from tests.exporting.exports import exported
from tests.factories import make_image, make_provider, make_topic
from tests.imports import Import
from tests.rows import all_rows
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db
OURS = "2024-03-05-our-own.md"


@pytest.fixture
def article(editor) -> Article:
    provider = make_provider(
        "News", domain="news.example", images=[{"url": "https://news.example/l", "alt": "L"}]
    )
    values = {
        "title": "Our own",
        "excerpt": 'It "is"',
        "web_url": "https://news.example/own",
        "published_at": datetime(2024, 3, 5, 8, 30, tzinfo=UTC),
        "provider": provider,
        "commentary": "Ours alone",
        "body": "Text",
    }
    made = write(values, by=editor, topics=[make_topic("AI"), make_topic("NO")])
    make_image(made, url="https://i.example/1.png", width=2, height=1, title="One", extra={"alt": "x"})
    make_image(made, url="", renditions={"card": {"name": "a.webp", "width": 1, "height": 1}})
    Article.objects.filter(pk=made.pk).update(slug=OURS.removesuffix(".md"))
    return Article.objects.get(pk=made.pk)


FILE = """---
category: news
title: "Our own"
excerpt: "It \\"is\\""
publishedDateTime: 2024-03-05T08:30:00Z
webUrl: "https://news.example/own"
type: article
quality: 0
heat: 0
published: false

provider:
  name: News
  domain: news.example
  images:
    - url: "https://news.example/l"
      alt: "L"

topics:
  - AI
  - "NO"

images:
  - url: "https://i.example/1.png"
    width: 2
    height: 1
    title: "One"
    alt: "x"
---

Text
"""


def test_what_was_written_here_is_a_file_of_the_house(article, tmp_path):
    assert exported(tmp_path)[OURS].decode() == FILE


def test_a_decision_shows_in_published(article, editor, tmp_path):
    publish(Article.objects.all(), by=editor)
    assert b"\npublished: true\n" in exported(tmp_path)[OURS]


def test_coverage_is_listed_in_the_words_of_upstream(article, editor, imported: Import, tmp_path):
    imported({"2024-05-01-a.md": seed("A", related=[entry("Stub", mine=1)])})
    for title in ("Stub", "A"):
        add(article, Article.objects.get(title=title), by=editor)
    link = article.related_links.get(target__title="A")
    arrange(article, {link.pk: Line(our_title="Our A", our_excerpt="Ours")}, by=editor)
    stub, ours = parse(exported(tmp_path / "out")[OURS]).seed.related
    assert (stub.title, stub.extra, ours.title, ours.excerpt) == ("Stub", (("mine", 1),), "A", "")


def test_coming_back_it_is_the_article_it_was(article, imported: Import, tmp_path):
    before = all_rows()
    report = imported(exported(tmp_path / "out"), folder="back")
    assert (report.unchanged, report.articles, report.problems) == (1, 1, [])
    assert all_rows() == before


def test_a_file_of_the_collector_completes_it_and_its_words_stay(article, imported: Import, tmp_path):
    [content] = exported(tmp_path / "out").values()
    report = imported({OURS: content.replace(b"Our own", b"Their own").replace(b"  - AI\n", b"  - ML\n")})
    article.refresh_from_db()
    assert (report.created, report.conflicts, article.title) == (0, 1, "Our own")
    assert upstream_fields(article, ["title", "topics"]) == {"title": "Their own", "topics": ["ML", "NO"]}
    assert [topic.name for topic in article.ordered_topics] == ["AI", "ML", "NO"]


def test_a_promoted_stub_is_a_file_of_what_is_known_of_it(imported: Import, editor, tmp_path):
    images = [{"url": "https://i.example/", "width": 2}]
    imported({"2024-05-01-a.md": seed("A", related=[entry("Stub", images=images, mine=1)])})
    promote(Article.objects.stubs(), by=editor)
    stub = parse(exported(tmp_path / "out")["2024-05-01-stub.md"]).seed
    [listed] = parse((tmp_path / "out/_news/2024-05-01-a.md").read_bytes()).seed.related
    shared = ("title", "excerpt", "published_at", "web_url", "type", "quality", "provider", "images", "extra")
    assert [getattr(stub, name) for name in shared] == [getattr(listed, name) for name in shared]
