"""What whole sites say of topics and organizations, and what becomes of it beside staff's own words."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.curation.edit_provider import edit_provider
from articles.curation.edit_topic import edit_topic
from articles.importing.report import Report
from articles.importing.run import Options, import_seeds
from articles.importing.site_data import reading as reading_module
from articles.models import Action, Article, Change, ImportRun, Provider, Topic
from tests.hostile.archives import packed
from tests.imports import statements_of
from tests.rows import digest_of_rows, forget_everything
from tests.seeds import seed

pytestmark = pytest.mark.django_db

NEWS = {"_news/2024-05-01-a.md": seed("A", topics=["Power Apps", "AI"])}
TOPICS = {
    "_data/topics/00-power-apps.yaml": b"""_id: powerapps
name: Power apps
keywords: [apps]
services: {news: /n/}
""",
    "_data/topics/01-portals.yaml": b"_id: portals\nname: Portals\nshortname: P\nparent: Power Apps\n",
}
ORGANIZATIONS = {
    "_data/organizations/example.com.md": b"""---
name: Another Name
domain: example.com
description: Examples since 1999.
images:
  - url: /assets/example-400x400.jpg
    width: 400
    height: 400
---
""",
    "_data/organizations/unknown.example.md": b"---\nname: Unknown\ndomain: unknown.example\n---\n",
}
SITE = NEWS | TOPICS | ORGANIZATIONS


@pytest.fixture
def site(tmp_path: Path) -> Any:
    """Import `files` as the present state of one whole site."""

    def run(files: dict[str, bytes], *, folder: str = "site", **options: object) -> Report:
        root = tmp_path / folder
        for old in sorted(root.rglob("*.*")):
            old.unlink()
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        return import_seeds([str(root)], Options(**options))

    return run


def problems(report: Report) -> list[tuple[str, str, int | None]]:
    return [
        (entry.path.rpartition("/")[2], entry.problem.code, entry.problem.line) for entry in report.problems
    ]


def test_a_new_topic_gets_the_slug_of_its_file_and_what_that_says(site: Any) -> None:
    report = site(SITE)
    assert (report.files, report.created, report.problems) == (1, 1, [])
    topic = Topic.objects.get(key="power apps")
    assert (topic.slug, topic.details) == ("powerapps", {"keywords": ["apps"], "services": {"news": "/n/"}})
    assert topic.name == "Power Apps"  # as the articles spell it


def test_a_topic_that_no_article_names_is_created(site: Any) -> None:
    site(SITE)
    topic = Topic.objects.get(slug="portals")
    assert (topic.name, topic.details) == ("Portals", {"shortname": "P", "parent": "Power Apps"})
    assert Topic.objects.count() == 3


def test_a_slug_once_given_stays(site: Any) -> None:
    site(NEWS)
    site(SITE)
    assert Topic.objects.get(key="power apps").slug == "power-apps"
    assert Topic.objects.get(key="power apps").details["keywords"] == ["apps"]
    site(SITE | {"_data/topics/01-portals.yaml": b"_id: other\nname: Portals\n"})
    assert Topic.objects.get(key="portals").slug == "portals"


def test_a_slug_that_another_topic_has_is_not_taken(site: Any) -> None:
    site({"_news/2024-05-01-a.md": seed("A", topics=["Portals!"])})
    site({"_data/topics/01-portals.yaml": TOPICS["_data/topics/01-portals.yaml"]})
    assert Topic.objects.get(key="portals").slug.startswith("portals-")


def test_an_organization_adds_description_and_logos_to_its_provider_and_no_name(site: Any) -> None:
    report = site(SITE)
    provider = Provider.objects.get()
    assert (provider.name, provider.description) == ("Example", "Examples since 1999.")
    assert [image["url"] for image in provider.more_images] == ["/assets/example-400x400.jpg"]
    assert provider.images == []
    assert report.providers_updated == 0


def test_a_known_provider_that_an_organization_describes_counts_as_updated(site: Any) -> None:
    site(NEWS)
    assert site(SITE, dry_run=True).providers_updated == 1
    assert Provider.objects.get().description == ""
    report = site(SITE)
    assert (report.unchanged, report.providers_updated) == (1, 1)


def test_a_second_import_writes_nothing(site: Any) -> None:
    site(SITE)
    statements = statements_of(lambda: site(SITE))
    assert len(statements) == 2
    assert all('"articles_importrun"' in statement for statement in statements)


def test_a_dry_run_writes_nothing(site: Any) -> None:
    site(SITE, dry_run=True)
    assert not Topic.objects.exists()


def test_news_alone_have_only_the_topics_that_they_name(site: Any, tmp_path: Path) -> None:
    site(SITE, dry_run=True)
    import_seeds([str(tmp_path / "site" / "_news")], Options())
    assert sorted(Topic.objects.values_list("slug", flat=True)) == ["ai", "power-apps"]


def test_what_a_site_changes_is_followed(site: Any) -> None:
    site(SITE)
    site(SITE | {"_data/topics/01-portals.yaml": b"name: Portals\nshortname: Po\n"})
    assert Topic.objects.get(key="portals").details == {"shortname": "Po"}


def test_what_a_site_says_no_more_stays(site: Any) -> None:
    site(SITE)
    fewer = {
        "_data/topics/01-portals.yaml": b"name: Portals\n",
        "_data/organizations/example.com.md": b"---\ndomain: example.com\n---\n",
    }
    site(NEWS | fewer)
    assert Topic.objects.get(key="portals").details == {"shortname": "P", "parent": "Power Apps"}
    assert Provider.objects.get().description == "Examples since 1999."


def test_what_staff_wrote_stays(site: Any, editor: User) -> None:
    site(SITE)
    edit_provider(Provider.objects.get(), by=editor, values={"description": "Ours."})
    edit_topic(Topic.objects.get(slug="portals"), by=editor, values={"name": "Our portals"})
    organization = ORGANIZATIONS["_data/organizations/example.com.md"].replace(b"1999", b"1998")
    site(SITE | {"_data/organizations/example.com.md": organization})
    assert Provider.objects.get().description == "Ours."
    assert Provider.objects.get().upstream("description") == "Examples since 1998."
    assert Topic.objects.get(slug="portals").name == "Our portals"


def test_changes_are_journalled_with_the_run(site: Any) -> None:
    site(NEWS)
    site(SITE)
    action = Action.objects.get(run=ImportRun.objects.first())
    changes = {(one.model, one.kind): one.fields for one in Change.objects.filter(action=action)}
    assert changes["provider", "changed"]["description"] == ["", "Examples since 1999."]
    assert changes["topic", "changed"]["details"] == [{}, {"keywords": ["apps"], "services": {"news": "/n/"}}]
    assert set(changes["provider", "changed"]) == {"description", "more_images", "said"}
    assert ("topic", "created") in changes


def test_a_broken_data_file_is_a_problem_and_rejects_no_article(site: Any) -> None:
    bad = {
        "_data/topics/02-bad.yaml": b"_id: bad\nname: [\n",
        "_data/organizations/bad.md": b"no front matter",
    }
    report = site(SITE | bad)
    assert (report.files, report.created, report.rejected) == (1, 1, 0)
    assert problems(report) == [("02-bad.yaml", "yaml", 3), ("bad.md", "no-front-matter", 1)]
    assert Topic.objects.filter(slug="portals").exists()


def test_a_broken_data_file_stops_an_import_of_all_or_nothing(site: Any) -> None:
    assert site(SITE | {"_data/topics/02-bad.yaml": b"- a"}, all_or_nothing=True).abandoned
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_of_two_files_about_one_thing_the_smaller_path_goes_first(site: Any) -> None:
    twice = {
        "_data/topics/02.yaml": b"_id: other\nname: portals\n",
        "_data/topics/03.yaml": b"_id: portals\nname: Other\n",
        "_data/organizations/zz.md": b"---\ndomain: EXAMPLE.com\ndescription: Other\n---\n",
    }
    report = site(SITE | twice)
    assert problems(report) == [
        ("zz.md", "duplicate-data", None),
        ("02.yaml", "duplicate-data", None),
        ("03.yaml", "duplicate-data", None),
    ]
    assert Provider.objects.get().description == "Examples since 1999."


def test_links_and_too_much_data_are_reported(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(SITE, dry_run=True)
    (tmp_path / "site/_data/topics/link.yaml").symlink_to(__file__)
    report = import_seeds([str(tmp_path / "site")], Options())
    assert problems(report) == [("link.yaml", "unreadable", None)]
    monkeypatch.setattr(reading_module, "MAX_BYTES", 100)
    report = import_seeds([str(tmp_path / "site")], Options())
    assert ("01-portals.yaml", "too-large", None) in problems(report)


def test_of_two_sites_the_same_one_prevails_in_any_order(site: Any) -> None:
    one = {"_data/topics/a.yaml": b"name: AI\nparent: One\nshortname: A\n"}
    two = {"_data/topics/b.yaml": b"name: AI\nparent: Two\n"}
    results = []
    for order in (("1", "2", "1"), ("2", "1")):
        for folder in order:
            site(one if folder == "1" else two, folder=folder)
        results.append(digest_of_rows())
        assert Topic.objects.get().details == {"parent": "Two"}
        statements = statements_of(lambda: site(one, folder="1"))
        assert len(statements) == 2
        forget_everything()
    assert results[0] == results[1]


def test_an_archive_of_a_site_gives_the_same_topics_and_providers(site: Any, tmp_path: Path) -> None:
    site(SITE, source="site")
    rows = digest_of_rows()
    forget_everything()
    path = packed(tmp_path / "site.tar.gz", {f"top/{name}": content for name, content in SITE.items()})
    import_seeds([str(path)], Options(source="site"))
    assert digest_of_rows() == rows


def test_powerapps_has_the_slugs_and_services_of_its_topics(powerapps: Path) -> None:
    report = import_seeds([str(powerapps)], Options())
    assert (report.created, report.files, report.problems) == (674, 674, [])
    assert Topic.objects.count() == 7
    topic = Topic.objects.get(slug="common-data-service")
    assert (topic.details["shortname"], topic.details["parent"]) == ("CDS", "Power Apps")
    assert list(topic.details["services"]) == ["learning", "news"]
    assert Provider.objects.count() == 85
    assert Provider.objects.exclude(more_images=[]).count() == 12
    assert [image["width"] for image in Provider.objects.get(domain="techcrunch.com").more_images] == [
        50,
        400,
    ]
