"""The five seed documents, imported."""

import pytest
from django.conf import settings

from articles.importing.run import Options, import_seeds
from articles.models import Article, Change, ImportRun, Provider, RelatedLink, Topic
from tests.imports import statements_of

pytestmark = pytest.mark.django_db
SEEDS = str(settings.BASE_DIR / "seeds")


def test_five_articles_are_created_with_their_coverage() -> None:
    report = import_seeds([SEEDS], Options())
    assert (report.files, report.created, report.articles, report.related_links) == (5, 5, 5, 18)
    assert (report.problems, [entry.problem.code for entry in report.notes]) == ([], ["repair"])
    assert Article.objects.count() == 19
    assert Article.objects.stubs().count() == 14
    assert (Provider.objects.count(), Topic.objects.count()) == (18, 2)
    assert Article.objects.published().count() == 4


def test_broken_text_is_repaired() -> None:
    import_seeds([SEEDS], Options())
    article = Article.objects.get(provider__domain="dailybreeze.com")
    assert article.title == "LAPD bars detectives’ use of Clearview AI facial recognition system"


def test_coverage_stands_in_the_order_of_the_file() -> None:
    import_seeds([SEEDS], Options())
    engadget = Article.objects.get(provider__domain="engadget.com")
    providers = [link.provider.name for link in engadget.related_links.all() if link.provider]
    assert providers == [
        "Daily Breeze",
        "Government Technology",
        "New York Post",
        "HotHardware",
        "Nature",
        "MyNewsLA",
        "Threat Post",
        "Security",
        "iottechnews.com",
        "ColorLines",
    ]
    slugs = {link.target.slug for link in engadget.related_links.all() if link.target.slug}
    assert slugs == {
        "2020-11-18-lapd-bars-detectives-use-of-clearview-ai-facial-recognition-system",
        "2020-11-18-lapd-bars-use-of-third-party-facial-recognition-systems",
    }


def test_one_address_under_two_titles_is_two_articles() -> None:
    import_seeds([SEEDS], Options())
    nola = Article.objects.filter(provider__domain="nola.com")
    assert (nola.count(), nola.values("address_hash").distinct().count()) == (2, 1)


def test_the_second_import_writes_nothing_but_its_own_record() -> None:
    import_seeds([SEEDS], Options())
    statements = statements_of(lambda: import_seeds([SEEDS], Options()))
    assert all("articles_importrun" in statement for statement in statements)
    assert len(statements) == 2
    report = ImportRun.objects.latest("pk").report
    assert (report["unchanged"], report["created"], report["related_links"]) == (5, 0, 18)


def test_a_dry_run_tells_the_plan_and_writes_nothing() -> None:
    statements = statements_of(lambda: import_seeds([SEEDS], Options(dry_run=True)))
    assert statements == []
    report = import_seeds([SEEDS], Options(dry_run=True))
    assert (report.created, report.related_links, report.run) == (5, 18, None)
    assert not Article.objects.exists()


def test_every_article_and_provider_is_journalled_as_created() -> None:
    report = import_seeds([SEEDS], Options())
    changes = Change.objects.filter(action__run=report.run, kind="created")
    assert changes.filter(model="article").count() == 19
    assert changes.filter(model="provider").count() == 18
    assert changes.filter(model="topic").count() == 2
    assert RelatedLink.objects.count() == 18
