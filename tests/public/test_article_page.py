"""`/news/<slug>/`: the source's words, ours apart from them, and the coverage."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.factories import (
    DAY,
    link,
    make_article,
    make_image,
    make_mention,
    make_provider,
    make_stub,
    make_topic,
)
from tests.people import curator
from tests.public.world import LINKS_HIDDEN, UPSTREAM, published, unseen_fields

__all__ = ["curator"]
pytestmark = pytest.mark.django_db

YOUTUBE = '<iframe width="560" height="315" src="https://www.youtube.com/embed/abc"></iframe>'


def page(client: Client, article: Article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_article_names_its_source_and_links_to_it_without_passing_credit_on(client: Client) -> None:
    article = published(
        "Big news", provider=make_provider("Daily Breeze"), web_url="https://breeze.example/a b"
    )

    content = page(client, article)

    assert '<h1 dir="auto">Big news</h1>' in content
    assert content.count("<h1") == 1
    assert (
        '<a class="button button--large" href="https://breeze.example/a%20b" rel="noopener nofollow">'
        in content
    )
    assert "Read at Daily Breeze" in content
    assert '<link rel="canonical" href="http://127.0.0.1:8000/news/' in content


def test_article_without_provider_credits_the_host(client: Client) -> None:
    content = page(client, published(web_url="", original_url="https://www.example.org/a"))

    assert "Read at example.org" in content


def test_article_written_here_has_no_button_and_no_source(client: Client) -> None:
    content = page(client, published(web_url="", commentary="We found out."))

    assert "Read at" not in content
    assert "We found out." in content


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http:///x"]
)
def test_address_put_into_the_database_by_hand_never_becomes_a_link(client: Client, address: str) -> None:
    article = published(web_url=address)
    link(article, make_stub(), mention=make_mention(title="Other", web_url=address))

    content = page(client, article)

    assert f'href="{address}' not in content
    assert "javascript:" not in content.lower().replace(address.lower(), "")
    assert "The source&#x27;s address cannot be used as a link." in content or "cannot be used" in content
    assert "no usable address" in content


def test_commentary_is_rendered_and_marked_as_ours(client: Client) -> None:
    content = page(client, published(commentary="**Bold** <script>alert(1)</script>"))

    assert "What we at Newsroom say" in content
    assert "<strong>Bold</strong>" in content
    assert "<script" not in content.replace('<script type="application/ld+json">', "", 1)


def test_body_is_rendered_where_there_is_one(client: Client) -> None:
    assert '<div class="body' not in page(client, published(body=" \n"))
    assert "<em>Text</em>" in page(client, published(body="*Text*"))


def test_known_player_is_framed_closed_and_others_become_a_link(client: Client) -> None:
    framed = page(client, published(featured_content=YOUTUBE))
    linked = page(client, published(featured_content='<iframe src="https://evil.example/x"></iframe>'))

    assert '<iframe src="https://www.youtube.com/embed/abc"' in framed
    assert '<details class="video">' in framed
    assert "<iframe" not in linked
    assert "Watch the video at" in linked


def test_coverage_comes_in_its_order_with_provider_time_and_place(client: Client) -> None:
    article = published()
    here = published("Also here", provider=make_provider("Daily Breeze"))
    said = make_mention(
        make_provider("Security"),
        title="Elsewhere",
        excerpt="An excerpt",
        web_url="https://www.security.example/a",
        published_at="2024-04-30T10:00:00+00:00",
    )
    link(article, here, position=1, mention=make_mention(title="Old title"))
    link(article, make_stub(), position=0, mention=said)

    content = page(client, article)

    assert content.index("Elsewhere") < content.index("Also here")
    assert '<a href="https://www.security.example/a" rel="noopener nofollow">Elsewhere</a>' in content
    assert f'<a href="{here.get_absolute_url()}">Also here</a>' in content
    assert "at security.example ↗" in content
    assert "on this site" in content
    assert "30 April 2024, 10:00 UTC" in content
    assert "Old title" not in content


def test_of_an_unpublished_target_readers_see_what_upstream_says(client: Client) -> None:
    for state, fields in unseen_fields().items():
        article, target = published(), make_article("Staff's title", **fields)
        link(article, target, mention=make_mention(title=UPSTREAM, web_url="https://a.example/"))

        content = page(client, article)

        assert "Staff&#x27;s title" not in content, state
        assert (UPSTREAM in content) is (state not in LINKS_HIDDEN), state


def test_hidden_link_and_link_without_words_are_not_shown(client: Client) -> None:
    article = published()
    link(article, make_stub(), mention=make_mention(title="Hidden one"), hidden=True)
    link(article, make_article("Never said upstream"))

    content = page(client, article)

    assert "Hidden one" not in content
    assert "Never said upstream" not in content
    assert "Other coverage" not in content


def test_editors_words_on_a_link_replace_the_targets(client: Client) -> None:
    article = published()
    link(article, make_stub("Theirs"), our_title="Our headline", our_excerpt="Our excerpt")

    content = page(client, article)

    assert "Our headline" in content
    assert "Our excerpt" in content
    assert "Theirs" not in content


def test_link_that_an_editor_added_says_what_upstream_says_of_its_target(client: Client) -> None:
    article = published()
    link(article, make_stub("Row's title", mention=make_mention(title="Upstream's title")))

    content = page(client, article)

    assert "Upstream&#x27;s title" in content
    assert "Row&#x27;s title" not in content


def test_long_coverage_unfolds_and_three_reports_make_a_timeline(client: Client) -> None:
    article = published()
    for number in range(14):
        instant = (DAY + timedelta(hours=number)).isoformat()
        link(article, make_stub(), mention=make_mention(title=f"Report {number}", published_at=instant))

    content = page(client, article)

    assert "2 more sources" in content
    assert content.count('<li class="report') == 14
    assert "15 reports between 1 May 2024 and 2 May 2024" in content


def test_few_reports_make_no_timeline(client: Client) -> None:
    article = published()
    link(article, make_stub(), mention=make_mention(title="One", published_at=DAY.isoformat()))

    assert "<svg" not in page(client, article)


def test_newer_and_older_articles_are_published_neighbours(client: Client) -> None:
    now = timezone.now()
    older = published("Older one", live_from=now - timedelta(hours=3))
    middle = published("Middle", live_from=now - timedelta(hours=2))
    newer = published("Newer one", live_from=now - timedelta(hours=2))
    make_article("Unseen", live_from=now - timedelta(hours=2, minutes=30))

    content = page(client, middle)

    assert re.search(rf'rel="prev" href="{newer.get_absolute_url()}"', content)
    assert re.search(rf'rel="next" href="{older.get_absolute_url()}"', content)


def test_article_that_never_got_a_date_has_no_neighbours(client: Client, curator: User) -> None:
    published()
    client.force_login(curator)

    assert 'class="neighbours"' not in page(client, make_article(live_from=None))


def test_our_picture_is_shown_with_size_words_and_credit(client: Client) -> None:
    article = published(provider=make_provider("Daily Breeze"))
    held = {size: {"name": f"{size}.jpg", "width": 640, "height": 360} for size in ("card", "page")}
    make_image(article, url="", renditions=held, title="A\tstreet", credit="Jo Doe")

    content = page(client, article)

    assert '<img src="/media/page.jpg" width="640" height="360" alt="A street"' in content
    assert "Picture: Jo Doe" in content
    assert 'class="picture plate' not in content


def test_without_a_picture_the_providers_name_is_drawn(client: Client) -> None:
    content = page(client, published(provider=make_provider("Daily Breeze")))

    assert 'aria-hidden="true"><span class="plate-name" dir="auto">Daily Breeze</span>' in content


def test_text_from_elsewhere_is_text_on_one_line_without_control_characters(client: Client) -> None:
    nasty = '"><svg onload=alert(1)>\u202e\tx\r\n\x07y'
    article = published(
        nasty,
        excerpt=nasty,
        provider=make_provider(nasty, domain="a.example"),
        topics=(make_topic(nasty, slug="n"),),
    )
    link(article, make_stub(), mention=make_mention(title=nasty, excerpt=nasty))

    for url in (
        article.get_absolute_url(),
        "/",
        "/news/",
        "/topics/",
        "/topics/n/",
        "/providers/",
        "/providers/a.example/",
    ):
        content = client.get(url).content.decode()
        assert "<svg onload" not in content, url
        assert "\u202e" not in content, url
        assert "\x07" not in content, url
        assert "&quot;&gt;&lt;svg onload=alert(1)&gt; x y" in content, url
