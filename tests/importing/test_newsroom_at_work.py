"""A real collection over the years, with editors at work: nothing of theirs is lost by imports or undo."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q

from articles.catalogue import rebuild
from articles.importing.run import Options, import_seeds
from articles.importing.undo import undo_import
from articles.models import Article, ImportRun, Mention
from tests.importing.at_work import AGREED, Field, Work, rewritten, work_on
from tests.rows import all_rows, forget_everything
from tests.seeds import write_seeds

pytestmark = pytest.mark.django_db
Rows = dict[str, list[Any]]
FOLLOWING = ("Document", "FormerSlug", "Image", "Mention", "Provider", "RelatedLink", "Topic")  # staff let be
DECIDED = ("decision", "status", "unpublished_at")


def run(folder: Path) -> int:
    report = import_seeds([str(folder)], Options(source="collection"))
    assert report.problems == []
    assert report.run
    return report.run


def test_years_of_work_survive_two_imports_and_their_undoing(
    powerapps_2021: Path, powerapps: Path, tmp_path: Path
) -> None:
    old, new = powerapps_2021 / "_news", powerapps / "_news"
    run(old)
    slugs = list(Article.objects.order_by("slug").values_list("slug", flat=True))[:100]
    work, worked = work_on(slugs), all_rows()
    files, changed = rewritten(new, slugs, work)
    assert (len(changed), len(changed.keys() & work.touched)) == (200, 100)
    write_seeds(tmp_path / "latest", files)
    first, between = run(new), all_rows()
    latest, last = run(tmp_path / "latest"), all_rows()
    assert_the_catalogue_is_true(last)
    assert_undone([(latest, between), (first, worked)])

    forget_everything()
    followed = [imported_alone(folder) for folder in (old, new, tmp_path / "latest")]
    assert_upstream_is_followed(followed[2], changed)
    assert_work_stands(work, worked, between, followed[:2])
    assert_work_stands(work, worked, last, followed)
    assert sum(key in changed for key in conflicts(last)) == 100 - len(work.topics) - AGREED


def imported_alone(folder: Path) -> Rows:
    run(folder)
    return all_rows()


def assert_the_catalogue_is_true(rows: Rows) -> None:
    rebuild()
    assert all_rows() == rows


def assert_undone(runs: list[tuple[int, Rows]]) -> None:
    """Each gives back the rows before it. Copies that lists carried are kept, where nobody sees them."""
    kept = copies(all_rows())
    assert kept
    for number, before in runs:
        assert undo_import(ImportRun.objects.get(pk=number), by=None).left == []
        rows = all_rows()
        assert {**rows, "Mention": []} == {**before, "Mention": []}
        assert copies(rows) == kept
        listed = Mention.objects.filter(Q(links__isnull=False) | Q(stubs__isnull=False))
        assert set(listed.values_list("digest", flat=True)) == {row["digest"] for row in before["Mention"]}


def copies(rows: Rows) -> list[dict[str, Any]]:
    """What lists say of others; providers of copies that nobody lists go with the import that made them."""
    return [{name: value for name, value in row.items() if name != "provider_id"} for row in rows["Mention"]]


def assert_upstream_is_followed(rows: Rows, changed: dict[Field, Any]) -> None:
    """Where no staff is, all that upstream changes is as it says."""
    articles, topics = by_slug(rows), topics_of(rows)
    for (slug, name), value in changed.items():
        if name == "topics":
            assert topics[slug] == [topic.casefold() for topic in value]
        else:
            assert articles[slug][name] == value
    assert rows["Conflict"] == []


def assert_work_stands(work: Work, worked: Rows, rows: Rows, followed: list[Rows]) -> None:
    """All values, decisions and lists of staff; the rest is as in `followed`, the states without staff."""
    assert by_slug(rows) == with_work(work, by_slug(worked), by_slug(followed[-1]))
    assert topics_of(rows) == topics_of(followed[-1]) | expected_topics(work, followed)
    assert conflicts(rows) == expected_conflicts(work, [by_slug(one) for one in followed])
    assert {name: rows[name] for name in FOLLOWING} == {name: followed[-1][name] for name in FOLLOWING}
    assert rows["Due"] == []


def with_work(work: Work, worked: dict[str, Any], articles: dict[str, Any]) -> dict[str, Any]:
    """Rows of `articles` with what staff wrote and decided."""
    for (slug, name), value in work.values.items():
        articles[slug] |= {name: value}
    for slug in [*work.published, *work.withdrawn]:
        articles[slug] |= {name: worked[slug][name] for name in DECIDED}
    for slug in work.published:
        articles[slug] |= {"live_from": worked[slug]["live_from"]}
    assert {articles[slug]["status"] for slug in work.published} == {"published"}
    assert {articles[slug]["status"] for slug in work.withdrawn} == {"withdrawn"}
    return articles


def expected_topics(work: Work, followed: list[Rows]) -> dict[str, list[str]]:
    """What staff left, in their order, behind what upstream puts first since."""
    at_first, now = topics_of(followed[0]), topics_of(followed[-1])
    return {
        slug: [*(one for one in now[slug] if one not in at_first[slug]), *ours]
        for slug, ours in work.topics.items()
    }


def expected_conflicts(work: Work, followed: list[dict[str, Any]]) -> dict[Field, Any]:
    """Fields of staff that upstream changed since, and not to what staff say."""
    return {
        (slug, name): followed[-1][slug][name]
        for (slug, name), ours in work.values.items()
        if len({str(state[slug][name]) for state in followed}) > 1 and followed[-1][slug][name] != ours
    }


def conflicts(rows: Rows) -> dict[Field, Any]:
    return {(row["article_id"], row["field"]): row["upstream"] for row in rows["Conflict"]}


def by_slug(rows: Rows) -> dict[str, Any]:
    return {row["slug"] or row["key"]: dict(row) for row in rows["Article"]}


def topics_of(rows: Rows) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows["ArticleTopic"], key=lambda row: row["position"]):
        topics[row["article_id"]].append(row["topic_id"])
    return topics
