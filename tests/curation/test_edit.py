"""Editing articles."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.curation.edit import edit
from articles.curation.pictures import PictureLine
from articles.images.check import check
from articles.models import Action
from articles.text.addresses import article_key
from tests.curation.states import changes_of, fresh
from tests.factories import make_article, make_image, make_provider, make_stub, make_topic
from tests.images.samples import picture

pytestmark = pytest.mark.django_db

AWKWARD = [
    "  Outer blanks \t",
    "A\ttab",
    "Two\r\nlines",
    "Lone\rreturn",
    "Line separator\u2028",
    "\n\nLeading",
    "Soft\u00adhyphen",
]


def test_only_what_differs_is_written_and_journalled(curator):
    article = make_article("Old", excerpt="Same")
    provider = make_provider(domain="new.example.org")
    action = edit(article, by=curator, values={"title": "New", "excerpt": "Same", "provider": provider})
    assert changes_of(action) == {
        article.pk: {"title": ["Old", "New"], "provider": [None, "new.example.org"]}
    }
    assert (fresh(article).title, fresh(article).provider) == ("New", provider)
    assert (action.verb, action.by) == ("edit", curator)


@pytest.mark.parametrize("title", AWKWARD)
@pytest.mark.parametrize("sent", ["{0}", "\n{0}\n", "crlf"])
def test_what_a_form_cannot_carry_is_no_change(curator, title, sent):
    article = make_article(title, excerpt=title)
    text = "\r\n".join(title.splitlines()) if sent == "crlf" and "\u2028" not in title else title.strip()
    action = edit(article, by=curator, values={"title": text, "excerpt": text})
    assert action.pk is None
    assert fresh(article).title == title


def test_new_words_are_kept_without_outer_blanks_and_with_line_feeds(curator):
    article = make_article()
    edit(article, by=curator, values={"commentary": "  One\r\ntwo\r\n"})
    assert fresh(article).commentary == "One\ntwo"


def test_all_refused_values_are_named(curator):
    article = make_article("Old")
    with pytest.raises(ValidationError) as refused:
        edit(article, by=curator, values={"title": " ", "web_url": "javascript:alert(1)", "excerpt": "Fine"})
    assert set(refused.value.message_dict) == {"title", "web_url"}
    assert fresh(article).excerpt == ""


def test_decisions_and_upstreams_columns_are_not_edited(curator):
    for name in ("decision", "flagged", "secured", "slug"):
        with pytest.raises(ValueError, match=name):
            edit(make_article(), by=curator, values={name: "x"})


def test_the_order_of_topics_is_theirs(curator):
    first, second, third = make_topic("First"), make_topic("Second"), make_topic("Third")
    article = make_article(topics=(first, second))
    action = edit(article, by=curator, values={}, topics=[third, second])
    assert fresh(article).ordered_topics == [third, second]
    assert changes_of(action)[article.pk] == {"topics": [["First", "Second"], ["Third", "Second"]]}


def test_the_same_topics_again_are_no_change(curator):
    topics = (make_topic(), make_topic())
    article = make_article(topics=topics)
    assert edit(article, by=curator, values={}, topics=topics).pk is None
    assert not Action.objects.exists()


def test_pictures_are_ordered_described_and_removed(curator):
    article = make_article()
    first, second, third = (make_image(article) for _ in range(3))
    lines = [PictureLine(third.pk, "A third", "Ann"), PictureLine(first.pk)]
    action = edit(article, by=curator, values={}, pictures=lines)
    assert [image.pk for image in article.images.all()] == [third.pk, first.pk]
    before, after = changes_of(action)[article.pk]["images"]
    assert [one["url"] for one in before] == [first.url, second.url, third.url]
    assert after[0] == {"url": third.url, "title": "A third", "credit": "Ann"}


def test_the_same_pictures_again_are_no_change(curator):
    article = make_article()
    image = make_image(article, title=" Odd\tblanks ", position=7)
    assert edit(article, by=curator, values={}, pictures=[PictureLine(image.pk, "Odd\tblanks")]).pk is None
    assert article.images.get().title == " Odd\tblanks "


def test_an_uploaded_picture_is_held_at_page_and_card_size(editor):
    article = make_article()
    upload = check(BytesIO(picture((2000, 1000), "JPEG")))
    action = edit(article, by=editor, values={}, pictures=[PictureLine(None, "A view", upload=upload)])
    image = article.images.get()
    assert (image.rendition("card").width, image.rendition("page").width) == (640, 1600)
    assert default_storage.exists(image.renditions["page"]["name"])
    assert changes_of(action)[article.pk]["images"][1][0]["renditions"] == image.renditions


def test_only_those_who_may_upload_do(curator):
    article = make_article()
    upload = check(BytesIO(picture()))
    with pytest.raises(PermissionDenied):
        edit(article, by=curator, values={"title": "New"}, pictures=[PictureLine(None, upload=upload)])
    assert fresh(article).title == article.title


def test_a_shorter_span_that_is_over_takes_the_article_from_readers(curator):
    article = make_article(flagged=True)
    until = timezone.now() - timedelta(hours=1)
    edit(article, by=curator, values={"live_until": until})
    assert not fresh(article).is_live()
    assert fresh(article).unpublished_at is not None


def test_a_span_that_ends_before_it_begins_is_refused(curator):
    article = make_article(flagged=True)
    with pytest.raises(ValidationError) as refused:
        edit(article, by=curator, values={"live_until": article.live_from})
    assert set(refused.value.message_dict) == {"live_until"}


def test_a_published_article_keeps_a_time_it_is_shown_from(curator):
    with pytest.raises(ValidationError) as refused:
        edit(make_article(flagged=True), by=curator, values={"live_from": None})
    assert set(refused.value.message_dict) == {"live_from"}


def test_what_was_written_here_is_known_by_what_it_says_now(curator):
    article = make_article("Old")
    edit(article, by=curator, values={"title": "New", "web_url": "https://news.example.org/a"})
    assert fresh(article).key == article_key("https://news.example.org/a", "New")


def test_what_upstream_named_stays_known_by_that(curator):
    stub = make_stub()
    edit(stub, by=curator, values={"title": "New"})
    assert fresh(stub).key == stub.key


def test_readers_edit_nothing(reader):
    with pytest.raises(PermissionDenied):
        edit(make_article(), by=reader, values={"title": "Mine"})
