"""Related links in files: as they came, as editors arranged them, and those that editors added."""

import pytest

from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import Line, arrange, hide
from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.curation.write import write
from articles.models import Article
from articles.seedfile import parse
from tests.exporting.exports import exported
from tests.imports import Import
from tests.rows import forget_everything
from tests.seeds import seed

pytestmark = pytest.mark.django_db
A, B = "2024-05-01-a.md", "2024-05-01-b.md"
HEAD = seed("A", topics=["AI"]).removesuffix(b"---\n")
ONE, TWO, THREE = (
    f"""  - webUrl: https://www.example.com/{title.lower()}
    title: '{title}'   # as it came
    provider: {{name: Example, domain: example.com}}
    mine: [1, '1']
""".encode()
    for title in ("One", "Two", "Three")
)
FILE = HEAD + b"related:\n" + ONE + TWO + THREE + b"---\n"


@pytest.fixture
def article(imported: Import) -> Article:
    files = {A: FILE, B: seed("B", published=False, excerpt="B's", images=[{"url": "https://i.example/"}])}
    imported(files)
    return Article.objects.get(slug="2024-05-01-a")


def related(article: Article) -> list[int]:
    return list(article.related_links.values_list("pk", flat=True))


def test_what_editors_hid_is_left_out(article, editor, tmp_path):
    one, two, three = related(article)
    hide(article, [two], by=editor)
    assert exported(tmp_path)[A] == FILE.replace(TWO, b"")
    hide(article, [one, three], by=editor)
    assert exported(tmp_path)[A] == HEAD + b"---\n"


def test_entries_that_editors_moved_keep_their_bytes(article, editor, tmp_path):
    one, _, three = related(article)
    arrange(article, {three: Line(position=0), one: Line(position=2)}, by=editor)
    assert exported(tmp_path)[A] == HEAD + b"related:\n" + THREE + TWO + ONE + b"---\n"


def test_the_editors_words_on_a_link_are_in_no_file(article, editor, tmp_path):
    """A title is half of what an entry means: with another one it would be another article."""
    _, two, _ = related(article)
    arrange(article, {two: Line(our_title="Ours", our_excerpt="Our words")}, by=editor)
    assert exported(tmp_path)[A] == FILE


def test_what_editors_added_is_said_as_upstream_says_it(article, editor, tmp_path, imported):
    other = Article.objects.get(slug="2024-05-01-b")
    edit(other, by=editor, values={"title": "Ours of B", "excerpt": "Ours"})
    add(article, other, by=editor)
    files = exported(tmp_path / "out")
    assert files[A].startswith(FILE.removesuffix(b"---\n"))
    *_, last = parse(files[A]).seed.related
    assert (last.title, last.excerpt, last.provider.name) == ("B", "B's", "Example")
    assert [image.url for image in last.images] == ["https://i.example/"]
    assert b"heat" not in files[A].removeprefix(FILE.removesuffix(b"---\n"))


def test_what_editors_added_comes_back_as_the_article_that_it_is(article, editor, tmp_path, imported):
    add(article, Article.objects.get(slug="2024-05-01-b"), by=editor)
    files = exported(tmp_path / "out")
    forget_everything()
    report = imported(files, folder="back")
    assert report.problems == []
    article = Article.objects.get(title="A")
    assert [link.target.slug for link in article.related_links.all()] == [None, None, None, "2024-05-01-b"]
    assert Article.objects.stubs().count() == 3


def test_a_stub_that_editors_added_is_said_as_others_list_it(article, editor, tmp_path):
    listing = Article.objects.get(slug="2024-05-01-b")
    add(listing, Article.objects.get(title="Two"), by=editor)
    assert parse(exported(tmp_path)[B]).seed.related == parse(FILE).seed.related[1:2]


def test_what_was_written_here_is_listed_once_readers_have_it(article, editor, tmp_path):
    ours = write({"title": "Ours", "web_url": "https://ours.example/", "excerpt": "E"}, by=editor)
    add(article, ours, by=editor)
    assert exported(tmp_path)[A] == FILE
    publish(Article.objects.filter(pk=ours.pk), by=editor)
    assert parse(exported(tmp_path)[A]).seed.related[-1].title == "Ours"
    withdraw(Article.objects.filter(pk=ours.pk), by=editor)
    assert exported(tmp_path)[A] == FILE


def test_what_has_no_address_is_not_listed(article, editor, tmp_path):
    ours = write({"title": "Ours", "commentary": "Ours"}, by=editor)
    publish(Article.objects.filter(pk=ours.pk), by=editor)
    add(article, ours, by=editor)
    assert exported(tmp_path)[A] == FILE
