"""The list of articles."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.admin.addresses import LIST, page
from tests.admin.browsing import text_of
from tests.factories import link, make_article, make_image, make_provider, make_stub, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, curator):
    client.force_login(curator)
    return client


def listed(client, query=""):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return {article.title for article in response.context["cl"].result_list}


def test_a_row_says_what_an_editor_asks(client):
    provider, topic = make_provider("Engadget"), make_topic("Privacy")
    article = make_article(
        "A headline", excerpt="What it is about", provider=provider, topics=(topic,), quality=61, heat=300
    )
    link(article, make_stub())
    html = client.get(LIST).content.decode()
    row = text_of(html[html.index("<tbody>") : html.index("</tbody>")])
    for words in (
        "E",
        "A headline",
        "What it is about",
        "candidate",
        "Engadget",
        "Privacy",
        "61",
        "300",
        "1",
        "1 May 2024",
    ):
        assert words in row
    assert page(article) in html


def test_the_thumbnail_is_the_picture_that_we_hold(client):
    held = {"card": {"name": "pictures/a.jpg", "width": 640, "height": 360}}
    make_image(make_article(), renditions=held)
    assert (
        '<img class="thumb" src="/media/pictures/a.jpg" width="640" height="360"'
        in client.get(LIST).content.decode()
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"flagged": True}, "published by upstream"),
        ({"decision": "published"}, "published"),
        ({"decision": "published", "live_from": datetime(2999, 1, 2, tzinfo=UTC)}, "scheduled"),
        ({"decision": "published", "live_until": datetime(2024, 6, 1, tzinfo=UTC)}, "time over"),
        ({"decision": "review"}, "in review"),
        ({"decision": "withdrawn"}, "withdrawn"),
        ({"decision": "rejected"}, "rejected"),
        ({}, "candidate"),
    ],
)
def test_the_status_is_a_word(client, fields, words):
    make_article("One", **fields)
    html = client.get(LIST).content.decode()
    assert words in text_of(html[html.index("<tbody>") : html.index("</tbody>")])


def test_stubs_are_shown_on_request_only(client):
    make_article("Ours")
    make_stub("Elsewhere")
    assert listed(client) == {"Ours"}
    assert listed(client, "kind=stub") == {"Elsewhere"}
    assert listed(client, "kind=all") == {"Ours", "Elsewhere"}


def test_what_was_written_here_can_be_found(client):
    make_article("By hand")
    promoted = make_stub("Promoted", slug="2024-05-01-promoted")
    assert promoted.mention
    assert listed(client, "kind=written") == {"By hand"}


def test_filtering_by_status_and_what_readers_really_see(client):
    now = timezone.now()
    make_article("Live", flagged=True)
    make_article("Ahead", decision="published", live_from=now + timedelta(days=1))
    make_article("Over", decision="published", live_until=now - timedelta(days=1))
    make_article("Waiting", decision="review")
    assert listed(client, "status=published") == {"Live", "Ahead", "Over"}
    assert listed(client, "status=scheduled") == {"Ahead"}
    assert listed(client, "status=over") == {"Over"}
    assert listed(client, "status=review") == {"Waiting"}
    assert listed(client, "status=nonsense") == set()


def test_filtering_by_provider_takes_a_domain_a_name_or_a_part(client):
    times, wired = (
        make_provider("New York Times", domain="nytimes.com"),
        make_provider("Wired", domain="wired.com"),
    )
    make_article("T", provider=times)
    make_article("W", provider=wired)
    for query in ("nytimes.com", "New York Times", "york", "NYTimes"):
        assert listed(client, f"provider={query}") == {"T"}
    assert listed(client, "provider=com") == {"T", "W"}
    assert listed(client, "provider=nobody%00") == set()


def test_filtering_by_topic_takes_a_name_a_slug_or_a_part(client):
    ai, azure = make_topic("AI"), make_topic("Azure AI", slug="azure-ai")
    make_article("One", topics=(ai,))
    make_article("Two", topics=(ai, azure))
    assert listed(client, "topic=AI") == {"One", "Two"}
    assert listed(client, "topic=azure-ai") == {"Two"}
    assert listed(client, "topic=azur") == {"Two"}


def test_filtering_by_days_in_the_time_zone_of_the_site(client, settings):
    settings.TIME_ZONE = "Europe/Paris"
    make_article("Late", published_at=datetime(2024, 5, 1, 22, 30, tzinfo=UTC))
    make_article("Early", published_at=datetime(2024, 5, 1, 1, tzinfo=UTC))
    assert listed(client, "from=2024-05-02") == {"Late"}
    assert listed(client, "to=2024-05-01") == {"Early"}
    assert listed(client, "from=2024-05-01&to=2024-05-02") == {"Late", "Early"}


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_shows_the_whole_list(client, day):
    assert client.get(f"{LIST}?from={day}&to={day}", follow=True).status_code == 200


def test_filtering_by_bands_of_quality(client):
    for quality in (-3, 19, 20, 39, 100, 136):
        make_article(str(quality), quality=quality)
    assert listed(client, "quality=20") == {"20", "39"}
    assert listed(client, "quality=100") == {"100", "136"}
    assert len(listed(client, "quality=7")) == 6


def test_filtering_by_pictures(client):
    make_article("None")
    make_image(make_article("Elsewhere"))
    make_image(make_article("Here"), renditions={"card": {"name": "a.jpg", "width": 1, "height": 1}})
    assert [listed(client, f"picture={one}") for one in ("here", "elsewhere", "none")] == [
        {"Here"},
        {"Elsewhere"},
        {"None"},
    ]


@pytest.mark.parametrize(
    "words", ["lapd", "clearview ban", "Engadget", "2024-05-01-special", "https://e.org/special", "policed"]
)
def test_searching_headline_excerpt_provider_slug_and_address(client, words):
    make_article(
        "LAPD bans Clearview",
        excerpt="A city is policed",
        provider=make_provider("Engadget"),
        slug="2024-05-01-special",
        web_url="https://e.org/special",
    )
    make_article("Something else")
    assert listed(client, f"q={words}") == {"LAPD bans Clearview"}


@pytest.mark.parametrize("column", range(1, 11))
def test_every_order_is_answered(client, column):
    make_article()
    assert client.get(f"{LIST}?o=-{column}").status_code == 200


def test_all_filters_together_keep_each_other_and_the_order(client):
    query = (
        "q=a&kind=all&status=review&topic=t&provider=p&from=2024-01-01&to=2024-12-31&quality=20&picture=none"
        "&o=-6&published_at__year=2024"
    )
    html = client.get(f"{LIST}?{query}").content.decode()
    for field in (
        'name="o" value="-6"',
        'name="published_at__year" value="2024"',
        'name="topic" value="t"',
        'value="review" selected',
    ):
        assert field in html


@pytest.mark.parametrize(
    "query",
    [
        "p=0",
        "p=-1",
        "p=999999999999999999999",
        "o=abc",
        "o=99",
        "published_at__year=x",
        "provider__name=a",
        "all=1",
        "nonsense=1",
        "q=%00",
    ],
)
def test_odd_parameters_never_break_the_list(client, query):
    make_article()
    assert client.get(f"{LIST}?{query}", follow=True).status_code in (200, 400)


def test_hostile_words_are_shown_as_text(client):
    evil = '"><svg onload=alert(1)>'
    make_article(
        evil,
        excerpt=evil,
        provider=make_provider(evil, domain="evil.example.org"),
        topics=(make_topic(evil, slug="evil"),),
    )
    assert b"<svg onload" not in client.get(LIST).content


def test_an_empty_result_says_what_to_do(client):
    html = client.get(f"{LIST}?q=nothing").content.decode()
    assert "Clear the filters" in html
