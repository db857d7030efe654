"""The coverage of an article."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation.coverage.arrange import hide
from articles.models import Action
from tests.admin.addresses import coverage, page
from tests.admin.browsing import form_on, messages_of, text_of
from tests.factories import link, make_article, make_mention, make_provider, make_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


@pytest.fixture
def article():
    article = make_article("The lead")
    for title in "ABCDE":
        link(article, make_stub(title), mention=make_mention(title=title, web_url=f"https://e.org/{title}"))
    return article


def titles(article):
    return "".join(one.title for one in article.related_links.all())


def ids(article):
    return {one.title: one.pk for one in article.related_links.all()}


def press(client, article, button=("save", "1"), **changed):
    form = form_on(client, coverage(article), id="coverage-form")
    return client.post(coverage(article), form.sent(button, **changed), follow=True)


def test_each_link_says_who_when_and_where(desk):
    provider = make_provider("Wired")
    article = make_article()
    live = make_article("Live", flagged=True, provider=provider, web_url="https://wired.com/live")
    candidate = make_article("A candidate", provider=provider)
    withdrawn = make_article("Withdrawn", decision="withdrawn")
    for target in (live, make_stub("A stub"), candidate, withdrawn):
        mention = make_mention(provider, title=f"{target} as listed", published_at="2024-05-01T08:00:00Z")
        link(article, target, mention=mention)
    link(article, make_article("Ours"))
    words = text_of(desk.get(coverage(article)).content.decode())
    assert "Coverage: 5 related links" in words
    for expected in (
        "Live Wired · 1 May 2024",
        "live on this site",
        "A stub as listed Wired · 1 May 2024",
        "at the provider; a stub here",
        "at the provider; candidate here",
        "hidden from readers: withdrawn here",
        "added by an editor",
    ):
        assert expected in words


def test_saving_unchanged_records_nothing(desk, article):
    assert "Nothing had changed" in messages_of(press(desk, article))
    assert not Action.objects.exists()


def test_a_number_moves_a_link_and_buttons_move_it_by_one(desk, article):
    known = ids(article)
    press(desk, article, **{f"place-{known['E']}": "1"})
    assert titles(article) == "EABCD"
    press(desk, article, ("down", str(known["E"])))
    assert titles(article) == "AEBCD"
    press(desk, article, ("up", str(known["D"])))
    assert titles(article) == "AEBDC"
    press(desk, article, ("up", str(known["A"])))
    press(desk, article, ("down", str(known["C"])))
    assert titles(article) == "AEBDC"
    assert Action.objects.count() == 3


def test_hiding_and_rewording_are_one_action(desk, article):
    known = ids(article)
    press(desk, article, **{f"hidden-{known['B']}": "on", f"title-{known['C']}": " Our words "})
    links = {one.pk: one for one in article.related_links.all()}
    assert links[known["B"]].hidden
    assert links[known["C"]].title == "Our words"
    assert Action.objects.count() == 1
    press(desk, article, **{f"title-{known['C']}": ""})
    assert titles(article) == "ABCDE"


def test_showing_again_is_leaving_the_box_empty(desk, article):
    hide(article, [ids(article)["B"]], by=None)
    form = form_on(desk, coverage(article), id="coverage-form")
    form.fields.pop(f"hidden-{ids(article)['B']}")
    desk.post(coverage(article), form.sent(("save", "1")))
    assert not article.related_links.filter(hidden=True).exists()


@pytest.mark.parametrize("words", ["clearview ban", "2024-05-01-other", "https://e.org/other"])
def test_coverage_is_found_by_words_slug_or_address_and_added(desk, article, words):
    other = make_article("LAPD bans Clearview", slug="2024-05-01-other", web_url="https://e.org/other")
    url = f"{coverage(article)}?find={words}"
    html = desk.get(url).content.decode()
    assert "LAPD bans Clearview" in html
    response = desk.post(url, {"add": other.pk}, follow=True)
    assert article.related_links.last().target == other
    assert response.redirect_chain[-1][0] == url.replace(" ", "%20")


def test_the_article_itself_is_not_offered(desk, article):
    assert "Add The lead" not in desk.get(f"{coverage(article)}?find=lead").content.decode()
    assert "itself" in messages_of(desk.post(coverage(article), {"add": article.pk}, follow=True))


@pytest.mark.parametrize("target", ["999999", "99999999999999999999", "x", "١"])
def test_what_is_not_there_cannot_be_added(desk, article, target):
    assert desk.post(coverage(article), {"add": target}, follow=True).status_code == 200
    assert article.related_links.count() == 5


def test_only_what_an_editor_added_can_be_removed(desk, article):
    ours = link(article, make_article("Ours"))
    buttons = form_on(desk, coverage(article), id="coverage-form").buttons
    assert [value for name, value in buttons if name == "remove"] == [str(ours.pk)]
    press(desk, article, ("remove", str(ours.pk)))
    assert article.related_links.count() == 5


def test_long_lists_come_in_pages_and_numbers_reach_beyond_the_page(desk):
    article = make_article()
    for number in range(1, 180):
        link(article, make_stub(f"Stub {number}"), our_title=f"Stub {number}")
    url = f"{coverage(article)}?p=4"
    form = form_on(desk, url, id="coverage-form")
    assert len(form.fields["link"]) == 29
    last = form.fields["link"][-1]
    assert form.fields[f"place-{last}"] == ["179"]
    desk.post(url, form.sent(("save", "1"), **{f"place-{last}": "1"}))
    first = article.related_links.first()
    assert (first.pk, first.our_title) == (int(last), "Stub 179")


def test_two_people_the_second_is_told_and_nothing_is_lost(desk, article, editor):
    known = ids(article)
    form = form_on(desk, coverage(article), id="coverage-form")
    hide(article, [known["A"]], by=editor)
    response = desk.post(
        coverage(article), form.sent(("save", "1"), **{f"place-{known['E']}": "1"}), follow=True
    )
    assert "Meanwhile: Alice arranged its coverage" in messages_of(response)
    assert titles(article) == "ABCDE"
    assert article.related_links.get(pk=known["A"]).hidden


def test_those_who_may_only_look_see_the_list_and_change_nothing(client, article, onlooker):
    client.force_login(onlooker)
    html = client.get(coverage(article)).content.decode()
    assert "https://e.org/A" in html
    assert "<textarea" not in html
    assert client.post(coverage(article), {"save": "1"}).status_code == 403


def test_an_article_without_coverage_and_one_that_is_not_there(desk):
    assert "Nobody else is known to cover this" in desk.get(coverage(make_article())).content.decode()
    assert desk.get("/admin/articles/article/999999/coverage/").status_code == 404


def test_hostile_addresses_are_no_links(desk):
    article = make_article()
    link(article, make_stub(), mention=make_mention(title="<b>Evil</b>", web_url="javascript:alert(1)"))
    html = desk.get(coverage(article)).content.decode()
    assert "javascript:" not in html
    assert "<b>Evil" not in html


def test_links_of_promoted_and_deleted_documents_take_no_more_queries(desk):
    counts = []
    for number in (2, 50):
        article = make_article()
        for _ in range(number):
            link(article, make_stub(), mention=make_mention(make_provider(), title="T"))
            link(article, make_article(provider=make_provider()))
        with CaptureQueriesContext(connection) as captured:
            desk.get(coverage(article))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_article_leads_to_its_coverage(desk, article):
    assert coverage(article) in desk.get(page(article)).content.decode()
