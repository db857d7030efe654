"""Providers and topics on the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Action, Article, Provider, Topic
from tests.admin.browsing import form_on, messages_of, text_of
from tests.factories import make_article, make_provider, make_topic
from tests.images.samples import picture
from tests.seeds import seed

pytestmark = pytest.mark.django_db

PROVIDERS, TOPICS = "/admin/articles/provider/", "/admin/articles/topic/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **changed):
    form = form_on(client, page(row), id=f"{row._meta.model_name}_form")
    return client.post(page(row), form.sent(("_continue", "1"), **changed), follow=True)


@pytest.mark.parametrize("url", [PROVIDERS, TOPICS])
def test_lists_count_articles_and_what_readers_see(desk, url):
    provider, topic = make_provider("Wired"), make_topic("Wired")
    make_article(provider=provider, topics=(topic,), flagged=True)
    make_article(provider=provider, topics=(topic,))
    make_article(provider=provider, topics=(topic,), slug=None)
    html = desk.get(url).content.decode()
    row = text_of(html[html.index("<tbody>") : html.index("</tbody>")])
    assert row.endswith("2 1")
    assert "Wired" in row


@pytest.mark.parametrize("column", range(1, 5))
@pytest.mark.parametrize("url", [PROVIDERS, TOPICS])
def test_every_order_and_search_is_answered(desk, url, column):
    assert desk.get(f"{url}?o=-{column}&q=wired").status_code == 200


def test_counts_lead_to_the_articles(desk):
    provider, topic = make_provider("A & B", domain="a-b.example.org"), make_topic("C & D", slug="c-d")
    make_article("Mine", provider=provider, topics=(topic,))
    make_article("Other")
    for url, link in ((PROVIDERS, "?provider=a-b.example.org"), (TOPICS, "?topic=c-d")):
        assert f'href="/admin/articles/article/{link}"' in desk.get(url).content.decode()
        listed = desk.get(f"/admin/articles/article/{link}").context["cl"].result_list
        assert [article.title for article in listed] == ["Mine"]


def test_saving_unchanged_records_nothing(desk):
    provider = make_provider(" Odd\r\nname ", description="Two\r\nlines ", logo="logos/a.png")
    for row in (provider, make_topic(" Odd\tname", slug="odd", description="x\r\ny")):
        assert "Nothing had changed" in messages_of(save(desk, row))
    assert not Action.objects.exists()


def test_a_provider_is_renamed_described_and_gets_a_logo(desk):
    provider = make_provider("Old")
    logo = SimpleUploadedFile("logo.png", picture((400, 400)), "image/png")
    response = save(desk, provider, name="New", description="A paper", new_logo=logo)
    provider.refresh_from_db()
    assert (provider.name, provider.description) == ("New", "A paper")
    assert provider.logo.name.startswith("logos/")
    assert "Saved: name, description and logo" in messages_of(response)
    assert provider.logo.url in desk.get(PROVIDERS).content.decode()
    save(desk, provider, no_logo="on")
    provider.refresh_from_db()
    assert not provider.logo


def test_what_is_no_picture_is_no_logo(desk):
    provider = make_provider()
    response = save(desk, provider, new_logo=SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml"))
    assert "not a JPEG" in response.content.decode()


def test_a_provider_is_added_by_domain(desk):
    add = f"{PROVIDERS}add/"
    form = form_on(desk, add, id="provider_form")
    desk.post(add, form.sent(("_save", "1"), domain="News.Example.ORG.", name="News"))
    assert Provider.objects.get().domain == "news.example.org"
    for domain in ("news.example.org", "no domain", "https://x.example.org/"):
        assert desk.post(add, form.sent(domain=domain, name="Again")).context["errors"]
    assert Provider.objects.count() == 1


def test_the_domain_of_a_provider_stays(desk):
    provider = make_provider(domain="a.example.org")
    save(desk, provider, domain="b.example.org", name="New")
    provider.refresh_from_db()
    assert (provider.domain, provider.name) == ("a.example.org", "New")


def test_a_topic_is_added_with_a_slug_from_its_name(desk):
    add = f"{TOPICS}add/"
    form = form_on(desk, add, id="topic_form")
    response = desk.post(add, form.sent(("_addanother", "1"), name="Machine Learning"), follow=True)
    assert "Topic added." in messages_of(response)
    assert response.redirect_chain[-1][0] == add
    topic = Topic.objects.get()
    assert (topic.slug, topic.key) == ("machine-learning", "machine learning")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "taken"}, "use that one"),
        ({"name": "New", "slug": "taken"}, "already exists"),
        ({"name": "Новости"}, "type a slug"),
        ({"name": ""}, "required"),
        ({"name": "New", "slug": "two words"}, "valid"),
    ],
)
def test_a_topic_that_cannot_be_added_says_why(desk, fields, words):
    make_topic("Taken", slug="taken")
    form = form_on(desk, f"{TOPICS}add/", id="topic_form")
    assert words in desk.post(f"{TOPICS}add/", form.sent(**fields)).content.decode()
    assert Topic.objects.count() == 1


def test_a_topic_is_renamed_and_an_empty_slug_comes_from_the_name(desk):
    topic = make_topic("Old")
    save(desk, topic, name="New name", slug="")
    topic.refresh_from_db()
    assert (topic.name, topic.slug, topic.key) == ("New name", "new-name", "old")


def test_neither_is_deleted(desk, administrator, client):
    client.force_login(administrator)
    for row in (make_provider(), make_topic()):
        assert client.post(f"{page(row).removesuffix('change/')}delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("field", "value"), [("provider", "wired.com"), ("topics", "Wired things")])
def test_names_are_suggested_while_typing(client, curator, field, value):
    client.force_login(curator)
    make_provider("Wired", domain="wired.com")
    make_topic("Wired things")
    query = f"app_label=articles&model_name=article&field_name={field}&term=wir"
    results = client.get(f"/admin/autocomplete/?{query}").json()["results"]
    assert [one["value"] for one in results] == [value]


def test_what_files_call_a_renamed_one_is_shown_and_found(desk, imported):
    block = {"name": "Exmaple", "domain": "example.com"}
    imported({"2024-05-01-a.md": seed("A", provider=block, topics=["Mashine Learning"])})
    for row, old in ((Provider.objects.get(), "Exmaple"), (Topic.objects.get(), "Mashine Learning")):
        assert "Files call it" not in text_of(desk.get(page(row)).content.decode())
        save(desk, row, name="Ours")
        assert f"Files call it “{old}”" in text_of(desk.get(page(row)).content.decode())
        url = reverse(f"admin:articles_{row._meta.model_name}_changelist")
        found = [one.pk for one in desk.get(url, {"q": old.lower()}).context["cl"].result_list]
        assert found == [row.pk]
    listed = desk.get("/admin/articles/article/?provider=exmaple").context["cl"].result_list
    assert [article.title for article in listed] == ["A"]


def test_a_topic_that_was_renamed_goes_on_being_meant(desk, imported):
    imported({"2024-05-01-a.md": seed("A", topics=["Mashine Learning"])})
    save(desk, Topic.objects.get(), name="Machine learning")
    imported({"2024-05-01-b.md": seed("B", topics=["Mashine Learning"])}, folder="other")
    assert [topic.name for topic in Article.objects.get(title="B").topics.all()] == ["Machine learning"]
    assert Topic.objects.count() == 1
