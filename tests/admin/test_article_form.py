"""The form of an article."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Action, Article
from tests.admin.addresses import LIST, page
from tests.admin.browsing import form_on, messages_of, text_of
from tests.factories import make_article, make_image, make_provider, make_stub, make_topic
from tests.images.samples import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def form(client, article):
    return form_on(client, page(article), id="article_form")


def save(client, article, button=("_continue", "1"), **changed):
    response = client.post(page(article), form(client, article).sent(button, **changed), follow=True)
    assert response.status_code == 200
    return response


def fresh(article):
    return Article.objects.get(pk=article.pk)


AWKWARD = [
    "  Outer \t",
    "A\ttab",
    "Two\r\nlines\r\n",
    "Lone\rreturn",
    "Line\u2028separator",
    "\n\nLeading",
    "<b>&amp;</b>",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_saving_unchanged_records_nothing(desk, text):
    article = make_article(
        text,
        excerpt=text,
        commentary=text,
        provider=make_provider(),
        topics=(make_topic(text), make_topic()),
        published_at=datetime(2024, 5, 1, 12, 30, 15, 999_999, tzinfo=UTC),
        flagged=True,
    )
    make_image(article, title=text, credit="A")
    make_image(article)
    with CaptureQueriesContext(connection) as captured:
        response = save(desk, article)
    writes = [query["sql"] for query in captured if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert "Nothing had changed" in messages_of(response)
    assert not Action.objects.exists()
    assert not [sql for sql in writes if "articles_" in sql]


def test_an_hour_that_comes_twice_is_saved_unchanged(desk, settings):
    settings.TIME_ZONE = "Europe/Paris"
    article = make_article(
        published_at=datetime(2024, 10, 27, 0, 30, tzinfo=UTC), live_until=datetime(2999, 10, 28, tzinfo=UTC)
    )
    assert "Nothing had changed" in messages_of(save(desk, article))


def test_what_is_changed_is_saved_as_one_action(desk):
    article = make_article("Old", topics=(make_topic("First"), make_topic("Second")))
    response = save(
        desk, article, title="New", topics=["First", "Second", "", ""], topics_place=["2", "1", "3", "4"]
    )
    assert fresh(article).title == "New"
    assert [topic.name for topic in fresh(article).ordered_topics] == ["Second", "First"]
    assert messages_of(response) == "Saved: title and topics."
    assert set(Action.objects.get().changes.get().fields) == {"title", "topics"}


def test_fields_that_are_not_sent_are_left_alone(desk):
    article = make_article("Old", excerpt="Kept", topics=(make_topic(),))
    desk.post(page(article), {"title": "New", "images-TOTAL_FORMS": 0, "images-INITIAL_FORMS": 0})
    assert (fresh(article).title, fresh(article).excerpt) == ("New", "Kept")
    assert fresh(article).ordered_topics


def test_a_topic_is_removed_by_emptying_it_and_added_by_name_in_any_case(desk):
    make_topic("Databases")
    article = make_article(topics=(make_topic("Azure"),))
    save(desk, article, topics=["", "dataBASES", ""])
    assert [topic.name for topic in fresh(article).ordered_topics] == ["Databases"]


@pytest.mark.parametrize("places", [["x", "1", ""], ["9", "1.5"], []])
def test_what_is_no_number_goes_last(desk, places):
    article = make_article(topics=(make_topic("First"), make_topic("Second")))
    save(desk, article, topics=["First", "Second", ""], topics_place=places)
    expected = ["Second", "First"] if places else ["First", "Second"]
    assert [topic.name for topic in fresh(article).ordered_topics] == expected


def test_an_unknown_topic_is_refused_by_name(desk):
    article = make_article("Old")
    response = save(desk, article, title="New", topics=["Nonsense"])
    assert "There is no topic “Nonsense”" in response.content.decode()
    assert fresh(article).title == "Old"


def test_a_renamed_topic_is_kept(desk):
    renamed = make_topic("New name", key="old name", slug="new-name")
    make_topic("Old name 2", key="new name", slug="other")
    article = make_article(topics=(renamed,))
    assert "Nothing had changed" in messages_of(save(desk, article))


def test_the_provider_is_chosen_by_domain_or_by_its_only_name(desk):
    times = make_provider("Times", domain="nytimes.com")
    make_provider("Times", domain="times.example.org")
    wired = make_provider("Wired", domain="wired.com")
    article = make_article()
    save(desk, article, provider="NYTimes.com ")
    assert fresh(article).provider == times
    save(desk, article, provider="wired")
    assert fresh(article).provider == wired
    assert "is not one provider" in save(desk, article, provider="Times").content.decode()
    save(desk, article, provider="")
    assert fresh(article).provider is None


def test_thousands_of_providers_are_not_sent_along(desk):
    for number in range(60):
        make_provider(f"Known to nobody {number}")
    assert "Known to nobody" not in desk.get(page(make_article())).content.decode()


def test_a_time_that_contradicts_itself_is_refused_at_its_field(desk):
    article = make_article(flagged=True)
    response = save(desk, article, live_until="2020-01-01T00:00:00")
    assert "must lie after" in response.content.decode()
    response = save(desk, article, live_from="")
    assert "needs the time it is shown from" in response.content.decode()
    assert not Action.objects.exists()


@pytest.mark.parametrize("value", ["yesterday", "2024-13-45T00:00:00", "99999-01-01T00:00"])
def test_no_time_at_all_is_refused(desk, value):
    assert save(desk, make_article(), published_at=value).context["errors"]


def test_a_picture_is_uploaded_described_and_removed(desk):
    article = make_article()
    upload = SimpleUploadedFile("view.png", picture((900, 600)), "image/png")
    save(desk, article, **{"images-0-title": "A view", "images-0-credit": "Ann", "images-0-upload": upload})
    image = article.images.get()
    assert (image.title, image.credit, image.rendition("card").width) == ("A view", "Ann", 640)
    save(desk, article, **{"images-0-DELETE": "on"})
    assert not article.images.exists()


def test_pictures_are_put_into_another_order(desk):
    article = make_article()
    first, second = make_image(article), make_image(article)
    save(desk, article, **{"images-0-ORDER": "2", "images-1-ORDER": "1"})
    assert list(article.images.all()) == [second, first]


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"", picture()[:-40]])
def test_what_is_no_picture_is_refused_with_what_to_do(desk, content):
    article = make_article()
    upload = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    response = save(desk, article, **{"images-0-upload": upload})
    assert response.context["errors"]
    assert not article.images.exists()


def test_a_description_without_a_picture_is_refused(desk):
    assert "Choose a file" in save(desk, make_article(), **{"images-0-title": "A view"}).content.decode()


def test_curators_order_pictures_and_upload_none(client, curator):
    client.force_login(curator)
    article = make_article()
    make_image(article)
    assert "images-0-upload" not in client.get(page(article)).content.decode()
    upload = SimpleUploadedFile("view.png", picture(), "image/png")
    fields = form(client, article).sent(**{"images-0-upload": upload})
    assert client.post(page(article), fields).status_code == 403
    assert not article.images.get().renditions


@pytest.mark.parametrize(("button", "after"), [("publish", "published"), ("send_to_review", "review")])
def test_the_buttons_of_decisions_save_first(desk, button, after):
    article = make_article("Old")
    response = save(desk, article, ("_verb", button), title="New")
    assert (fresh(article).title, fresh(article).status) == ("New", after)
    assert response.redirect_chain[-1][0] == page(article)
    assert Action.objects.count() == 2


def test_publishing_with_a_time_ahead_schedules(desk):
    article = make_article(live_from=None)
    save(
        desk, article, ("_verb", "publish"), live_from="2999-01-02T12:00:00", live_until="2999-01-03T12:00:00"
    )
    article = fresh(article)
    assert (article.status, article.live_from.year, article.live_until.day) == ("published", 2999, 3)
    assert "scheduled" in desk.get(page(article)).content.decode()


def test_publishing_with_a_time_that_is_over_shows_it_now(desk):
    article = make_article(live_from=datetime(2020, 1, 1, tzinfo=UTC))
    save(desk, article, ("_verb", "publish"))
    assert timezone.now() - fresh(article).live_from < timedelta(minutes=1)


def test_rejecting_saves_then_asks_why(desk):
    article = make_article("Old")
    response = save(desk, article, ("_verb", "reject"), title="New")
    assert fresh(article).title == "New"
    assert "Why?" in response.content.decode()


def test_nothing_is_decided_where_the_form_is_wrong(desk):
    article = make_article()
    response = save(desk, article, ("_verb", "publish"), title="")
    assert "Nothing was saved yet" in response.content.decode()
    assert fresh(article).status == "candidate"


def test_a_decision_that_one_may_not_take_saves_nothing(client, curator):
    client.force_login(curator)
    article = make_article("Old")
    response = client.post(page(article), form(client, article).sent(("_verb", "publish"), title="New"))
    assert response.status_code == 403
    assert (fresh(article).title, fresh(article).status) == ("Old", "candidate")


def test_status_is_no_field_of_the_form(desk):
    article = make_article()
    save(
        desk,
        article,
        status="published",
        decision="published",
        flagged="on",
        secured="x",
        slug="y",
        title="New",
    )
    article = fresh(article)
    assert (article.title, article.status, article.flagged, article.secured) == (
        "New",
        "candidate",
        False,
        "",
    )


def test_saving_leads_back_to_the_list_with_its_filters(desk):
    article = make_article()
    url = f"{page(article)}?_changelist_filters=status%3Dreview"
    response = desk.post(url, form_on(desk, url, id="article_form").sent(("_save", "1"), title="New"))
    assert response.url == f"{LIST}?status=review"


def test_the_page_shows_where_it_came_from_and_no_secret(desk):
    article = make_article(
        secured="SECRET",
        key="5ec2e7" * 10,
        web_url="https://e.org/naïve path",
        original_url="javascript:alert(1)",
        quality=61,
        heat=-1,
        flagged=True,
        extra={"hush": "SECRET"},
    )
    html = desk.get(page(article)).content.decode()
    assert 'href="https://e.org/na%C3%AFve%20path"' in html
    assert 'href="javascript' not in html
    assert "another article leads its story" in html
    assert "Upstream published it; nobody here has decided yet." in text_of(html)
    assert "SECRET" not in html
    assert article.key not in html


def test_a_stub_can_be_made_an_article_from_its_page(desk):
    stub = make_stub()
    assert "View on site" not in desk.get(page(stub)).content.decode()
    save(desk, stub, ("_verb", "promote"))
    assert fresh(stub).slug
    assert "View on site" in desk.get(page(stub)).content.decode()


def test_who_decided_and_why_is_said(desk, curator):
    article = make_article()
    desk.post(f"/admin/articles/article/{article.pk}/decide/reject/", {"reason": "Advertising"})
    assert "Alice rejected it" in text_of(desk.get(page(article)).content.decode())
    assert "Advertising" in desk.get(page(article)).content.decode()


def test_writing_an_article(desk):
    provider, topic = make_provider("Engadget", domain="engadget.com"), make_topic("Privacy")
    fields = form_on(desk, f"{LIST}add/", id="article_form").sent(
        ("_continue", "1"),
        title="By hand",
        web_url="https://engadget.com/a",
        provider="engadget.com",
        topics=[topic.name],
    )
    response = desk.post(f"{LIST}add/", fields, follow=True)
    article = Article.objects.get()
    assert (article.title, article.provider, article.ordered_topics) == ("By hand", provider, [topic])
    assert article.slug.endswith("-by-hand")
    assert "It is a candidate" in messages_of(response)
    assert response.redirect_chain[-1][0] == page(article)


def test_writing_and_publishing_at_once(desk):
    fields = form_on(desk, f"{LIST}add/", id="article_form").sent(
        ("_verb", "publish"), title="By hand", commentary="Words"
    )
    desk.post(f"{LIST}add/", fields)
    assert Article.objects.published().get().title == "By hand"


def test_a_written_address_is_checked(desk):
    fields = form_on(desk, f"{LIST}add/", id="article_form").sent(
        title="By hand", web_url="javascript:alert(1)"
    )
    assert desk.post(f"{LIST}add/", fields).context["errors"]
    assert not Article.objects.exists()


def test_the_address_of_an_imported_article_is_its_sources(desk):
    stub = make_stub(web_url="https://e.org/a")
    save(desk, stub, web_url="https://e.org/b", title="New")
    assert fresh(stub).web_url == "https://e.org/a"


def test_a_draft_can_be_deleted_and_nothing_else(desk):
    draft, stub = make_article("Draft"), make_stub()
    assert "Delete" in text_of(desk.get(page(draft)).content.decode())
    assert desk.get(f"/admin/articles/article/{stub.pk}/delete/").status_code == 403
    assert desk.post(f"/admin/articles/article/{stub.pk}/delete/", {"post": "yes"}).status_code == 403
    delete = f"/admin/articles/article/{draft.pk}/delete/"
    assert "Draft" in desk.get(delete).content.decode()
    desk.post(delete, {"post": "yes"})
    assert list(Article.objects.all()) == [stub]
    assert Action.objects.get().verb == "discard"


def test_those_who_may_only_look_see_everything_and_change_nothing(client, onlooker):
    client.force_login(onlooker)
    article = make_article(
        "Title", topics=(make_topic("Topic"),), live_from=timezone.now() - timedelta(days=1)
    )
    make_image(article, title="A view")
    html = client.get(page(article)).content.decode()
    for words in ("Title", "Topic", "A view"):
        assert words in html
    assert "_save" not in html
    assert client.post(page(article), {"title": "New"}).status_code == 403
