"""Opening and saving every article of a real collection changes nothing."""

import pytest
from django.core.management import call_command

from articles.models import Action, Article
from tests.admin.addresses import page
from tests.admin.browsing import form_on

pytestmark = pytest.mark.django_db


def test_every_article_of_powerapps_is_saved_unchanged_and_the_next_import_finds_nothing(
    client, editor, powerapps, capsys
):
    call_command("import_seeds", str(powerapps / "_news"))
    client.force_login(editor)
    before = Action.objects.count()
    articles = list(Article.objects.all())
    assert len(articles) == 674
    for article in articles:
        form = form_on(client, page(article), id="article_form")
        response = client.post(page(article), form.sent(("_continue", "1")))
        assert response.status_code == 302, article
    assert Action.objects.count() == before
    capsys.readouterr()
    call_command("import_seeds", str(powerapps / "_news"))
    assert "0 created, 0 updated, 674 unchanged" in capsys.readouterr().out
