"""What staff changed goes out as they have it, in the lines of what they changed and no others."""

from datetime import UTC, datetime

import pytest

from articles.curation.edit import edit
from articles.curation.edit_provider import edit_provider
from articles.curation.edit_topic import edit_topic
from articles.curation.pictures import PictureLine
from articles.curation.publish import publish
from articles.curation.reject import reject
from articles.curation.upstream import release
from articles.curation.withdraw import withdraw
from articles.models import Article, Provider, Topic
from articles.seedfile import parse
from tests.exporting.exports import differences, exported
from tests.factories import make_image, make_provider, make_topic
from tests.imports import Import

pytestmark = pytest.mark.django_db
NAME = "2024-03-05-bridge.md"
FILE = b"""---
category: news
title: 'The bridge   # reopens'
excerpt: "After three years, detectives\xc3\xa2\xe2\x82\xac\xe2\x84\xa2 work ends"
publishedDateTime: 2024-03-05T08:30:00+02:00
webUrl: https://news.example/bridge
type: article
quality: 1
published: yes
removed: true

provider: {name: News, domain: news.example}

topics:
  - AI
  - Power Apps

images:
  - url: "https://i.example/1.png"
    title: One
  - url: "https://i.example/2.png"

secured: "eA=="
---

The body.
"""


@pytest.fixture
def article(imported: Import) -> Article:
    imported({NAME: FILE})
    return Article.objects.get(slug__isnull=False)


EDITS = {
    "title": ({"title": "Ours"}, ["- title: 'The bridge   # reopens'", '+ title: "Ours"']),
    "date": (
        {"published_at": datetime(2024, 3, 6, tzinfo=UTC)},
        ["- publishedDateTime: 2024-03-05T08:30:00+02:00", "+ publishedDateTime: 2024-03-06T00:00:00Z"],
    ),
    "quality": ({"quality": 7}, ["- quality: 1", "+ quality: 7"]),
    "another address": (
        {"original_url": "https://news.example/first"},
        ['+ originalUrl: "https://news.example/first"'],
    ),
    "a video": ({"featured_content": "<iframe>"}, ["+ ", '+ featuredContent: "<iframe>"']),
    "body": ({"body": "Ours."}, ["- The body.", "+ Ours."]),
    "no excerpt": ({"excerpt": ""}, [f"- {FILE.decode().splitlines()[3]}", '+ excerpt: ""']),
    "no provider": ({"provider": None}, ["- ", "- provider: {name: News, domain: news.example}"]),
    "commentary": ({"commentary": "Ours alone"}, []),
    "when it is shown": ({"live_from": datetime(2024, 4, 1, tzinfo=UTC)}, []),
}


@pytest.mark.parametrize(("values", "lines"), EDITS.values(), ids=EDITS)
def test_an_edit_shows_in_the_lines_of_its_key(values, lines, article, editor, tmp_path):
    edit(article, by=editor, values=values)
    assert differences(FILE, exported(tmp_path)[NAME]) == lines


def test_another_provider_comes_with_its_name(article, editor, tmp_path):
    edit(article, by=editor, values={"provider": make_provider("Ours", domain="ours.example")})
    assert differences(FILE, exported(tmp_path)[NAME]) == [
        "- provider: {name: News, domain: news.example}",
        "+ provider:",
        "+   name: Ours",
        "+   domain: ours.example",
    ]


def test_names_that_staff_gave_providers_and_topics_are_in_no_file(article, editor, tmp_path):
    edit_provider(Provider.objects.get(), by=editor, values={"name": "Ours"})
    edit_topic(Topic.objects.get(key="ai"), by=editor, values={"name": "Artificial intelligence"})
    assert exported(tmp_path)[NAME] == FILE


def test_topics_are_those_of_the_article_by_the_names_that_files_know(article, editor, tmp_path):
    renamed = make_topic("Robots")
    edit_topic(renamed, by=editor, values={"name": "Machines"})
    apps = Topic.objects.get(key="power apps")
    edit(article, by=editor, values={}, topics=[renamed, apps])
    assert differences(FILE, exported(tmp_path)[NAME]) == ["-   - AI", "+   - robots"]


def test_pictures_move_and_go_with_their_lines(article, editor, tmp_path):
    one, two = article.images.all()
    edit(article, by=editor, values={}, pictures=[PictureLine(two.pk, title="Two"), PictureLine(one.pk)])
    after = exported(tmp_path)[NAME]
    assert (
        b'  - url: "https://i.example/2.png"\n    title: "Two"\n  - url: "https://i.example/1.png"\n\n'
        in after
    )
    edit(article, by=editor, values={}, pictures=[])
    assert differences(FILE, exported(tmp_path)[NAME]) == [
        *("- images:", '-   - url: "https://i.example/1.png"', "-     title: One"),
        *('-   - url: "https://i.example/2.png"', "- "),
    ]


def test_uploads_and_credits_are_in_no_file(article, editor, tmp_path):
    make_image(article, url="", renditions={"card": {"name": "a.webp", "width": 1, "height": 1}})
    article.images.update(credit="Ours")
    assert exported(tmp_path)[NAME] == FILE


def test_what_was_withdrawn_is_not_published(article, editor, tmp_path):
    withdraw(Article.objects.all(), by=editor)
    assert differences(FILE, exported(tmp_path)[NAME]) == ["- published: yes", "+ published: false"]


def test_what_was_published_here_is_published(imported, editor, tmp_path):
    imported({NAME: (raw := FILE.replace(b"published: yes\n", b""))})
    publish(Article.objects.all(), by=editor)
    assert differences(raw, exported(tmp_path)[NAME]) == ["+ published: true"]


def test_a_decision_that_the_file_had_taken_already_shows_nowhere(article, editor, imported, tmp_path):
    publish(Article.objects.all(), by=editor)
    assert exported(tmp_path)[NAME] == FILE
    held_back = FILE.replace(b"yes", b"no").replace(b"bridge   #", b"tunnel")
    imported({"2024-03-05-tunnel.md": held_back}, folder="other")
    reject(Article.objects.filter(slug="2024-03-05-tunnel"), by=editor, reason="Old")
    assert exported(tmp_path)["2024-03-05-tunnel.md"] == held_back


def test_what_was_released_is_as_it_came(article, editor, tmp_path):
    edit(article, by=editor, values={"title": "Ours", "excerpt": "Ours"}, topics=[])
    release(article, ["title", "excerpt", "topics"], by=editor)
    assert exported(tmp_path)[NAME] == FILE


def test_edits_are_made_in_each_files_own_line_ends(imported, editor, tmp_path):
    raw = b"\xef\xbb\xbf" + FILE.replace(b"\n", b"\r\n")
    imported({NAME: raw})
    edit(Article.objects.get(), by=editor, values={"title": "Ours", "body": "One\nTwo"}, topics=[])
    after = exported(tmp_path)[NAME]
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert parse(after).seed.body == "One\nTwo"
