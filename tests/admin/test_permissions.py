"""Every role at every address of the desk, by every method."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from articles.models import Action, Article, Conflict, ImportRun
from tests.factories import make_article, make_provider, make_topic

pytestmark = pytest.mark.django_db

ROLES = ("onlooker", "curator", "editor", "administrator")
ALL, NONE = (200, 200, 200, 200), (403, 403, 403, 403)
CURATORS, EDITORS, ADMINISTRATORS = (403, 200, 200, 200), (403, 403, 200, 200), (403, 403, 403, 200)
DONE_BY_CURATORS, DONE_BY_EDITORS = (403, 302, 302, 302), (403, 403, 302, 302)
# The method is not taken, once one may be here at all.
NOT_GET = {"curator": (403, 405, 405, 405), "editor": (403, 403, 405, 405), "all": (405, 405, 405, 405)}

# By the name of the address (and what comes with it): GET, then POST with nothing in it, per role.
EXPECTED: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "index": (ALL, ALL),
    "app_list": (ALL, ALL),
    "password_change": (ALL, ALL),
    "password_change_done": (ALL, NOT_GET["all"]),
    "jsi18n": (ALL, NOT_GET["all"]),
    "autocomplete": (ALL, NOT_GET["all"]),
    "articles_article_changelist": (ALL, ALL),
    "articles_article_add": (EDITORS, EDITORS),
    "articles_article_change": (ALL, CURATORS),
    "articles_article_history": (ALL, ALL),
    "articles_article_delete": (EDITORS, EDITORS),
    "articles_article_coverage": (ALL, DONE_BY_CURATORS),
    "articles_article_collector": (ALL, (400, 400, 400, 400)),  # refused before anybody is asked for
    "articles_article_decide publish": (NOT_GET["editor"], DONE_BY_EDITORS),
    "articles_article_decide withdraw": (NOT_GET["editor"], DONE_BY_EDITORS),
    "articles_article_decide promote": (NOT_GET["editor"], DONE_BY_EDITORS),
    "articles_article_decide send_to_review": (NOT_GET["curator"], DONE_BY_CURATORS),
    "articles_article_decide reopen": (NOT_GET["curator"], DONE_BY_CURATORS),
    "articles_article_decide reject": (CURATORS, CURATORS),
    "articles_provider_changelist": (ALL, ALL),
    "articles_provider_add": (EDITORS, EDITORS),
    "articles_provider_change": (ALL, EDITORS),
    "articles_provider_history": (ALL, ALL),
    "articles_provider_delete": (NONE, NONE),
    "articles_topic_changelist": (ALL, ALL),
    "articles_topic_add": (EDITORS, EDITORS),
    "articles_topic_change": (ALL, EDITORS),
    "articles_topic_history": (ALL, ALL),
    "articles_topic_delete": (NONE, NONE),
    "articles_importrun_upload": (EDITORS, EDITORS),
    "articles_importrun_undo": (NOT_GET["all"], DONE_BY_EDITORS),
    "articles_action_undo": (NOT_GET["all"], DONE_BY_EDITORS),
}
for model in ("conflict", "importrun", "action"):
    EXPECTED |= {
        f"articles_{model}_changelist": (ALL, ALL),
        f"articles_{model}_add": (NONE, NONE),
        f"articles_{model}_change": (ALL, NONE),
        f"articles_{model}_history": (ALL, ALL),
        f"articles_{model}_delete": (NONE, NONE),
    }
for model in ("auth_user", "auth_group", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"):
    EXPECTED[f"{model}_changelist"] = (ADMINISTRATORS, ADMINISTRATORS)

# Django's own, about people and failed logins: who may see the list may see the rest, as Django's tests show.
DJANGOS = ("auth_", "axes_")
# Open to everybody, or leading elsewhere.
OTHERS = {"login", "logout", "view_on_site", None}
ELSEWHERE = {"articles_importrun_proposal": "tests/admin/test_upload.py"}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name


def rows() -> dict[str, int]:
    """One row of each model, by the name that addresses have for it."""
    article = make_article(provider=make_provider())
    run = ImportRun.objects.create()
    return {
        "article": article.pk,
        "provider": article.provider_id,
        "topic": make_topic().pk,
        "importrun": run.pk,
        "action": Action.objects.create(verb="edit", run=run).pk,
        "conflict": Conflict.objects.create(article=article, field="title", run=run).pk,
    }


def address(name: str) -> str:
    url_name, _, more = name.partition(" ")
    ids = rows()
    model = url_name.split("_")[1] if "_" in url_name else ""
    if url_name == "autocomplete":
        return f"{reverse('admin:autocomplete')}?app_label=articles&model_name=article&field_name=provider"
    if url_name == "app_list":
        return reverse("admin:app_list", args=["articles"])
    if url_name.endswith(("_changelist", "_add", "_upload")) or model not in ids:
        return reverse(f"admin:{url_name}")
    return reverse(f"admin:{url_name}", args=[ids[model], *([more] if more else [])])


def test_every_address_of_the_desk_is_classified():
    classified = {name.partition(" ")[0] for name in EXPECTED} | ELSEWHERE.keys()
    found = {name for name in names(admin.site.get_urls()) if not str(name).startswith(DJANGOS)}
    assert found - OTHERS == {name for name in classified if not name.startswith(DJANGOS)}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_gets_what_it_may(name, role, client, request):
    expected = [statuses[ROLES.index(role)] for statuses in EXPECTED[name]]
    url = address(name)
    client.force_login(request.getfixturevalue(role))
    assert [client.get(url).status_code, client.post(url).status_code] == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_strangers_and_readers_are_sent_to_log_in(name, client, reader):
    url = address(name)
    before = list(Article.objects.values())
    for _person in ("nobody", "a reader"):
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code == 302
            assert (
                response.url.startswith(("/admin/login/", "/admin/password_change/"))
                or "login" in response.url
            )
        client.force_login(reader)
    assert list(Article.objects.values()) == before


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith(("index", "articles_"))])
def test_no_page_of_the_desk_is_kept_by_a_cache(name, client, administrator):
    client.force_login(administrator)
    response = client.get(address(name))
    assert response.status_code != 200 or "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["articles_article_coverage", "articles_article_collector", "articles_article_history"]
)
def test_staff_without_a_role_see_nothing(name, client, reader):
    reader.is_staff = True
    reader.save()
    client.force_login(reader)
    assert client.get(address(name)).status_code == 403
