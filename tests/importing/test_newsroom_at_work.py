"""A real collection over the years, with editors at work: nothing of theirs is lost by imports or undo."""

import re
from pathlib import Path
from typing import Any

import pytest

from articles.curation.edit import edit
from articles.curation.publish import publish
from articles.curation.withdraw import withdraw
from articles.importing.run import Options, import_seeds
from articles.importing.undo import undo_import
from articles.models import Article, Conflict, ImportRun
from tests.rows import all_rows
from tests.seeds import write_seeds

pytestmark = pytest.mark.django_db
Field = tuple[str | None, str]  # slug and name of a field


def run(folder: str | Path) -> int:
    report = import_seeds([str(folder)], Options(source="collection"))
    assert report.problems == []
    assert report.run
    return report.run


def standing_rows() -> dict[str, list[Any]]:
    rows = all_rows()
    del rows["Mention"]  # kept for when undoing is undone
    return rows


def test_years_of_work_survive_two_imports_and_their_undoing(
    powerapps_2021: Path, powerapps: Path, tmp_path: Path
) -> None:
    run(powerapps_2021 / "_news")
    slugs = list(Article.objects.order_by("slug").values_list("slug", flat=True))
    staff = edited(slugs)
    before = standing_rows()

    first = run(powerapps / "_news")
    assert_edits_stand(staff)
    files, changed = rewritten(powerapps / "_news", slugs)
    second = run(write_seeds(tmp_path / "collection", files))
    assert_edits_stand(staff)
    new = {(one.article.slug, one.field): one.upstream for one in Conflict.objects.filter(run=second)}
    assert new == {key: value for key, value in changed.items() if key in staff}
    for (slug, field), value in changed.items():
        if (slug, field) not in staff:
            assert getattr(Article.objects.get(slug=slug), field) == value
    assert len(changed) == 200
    assert len(new) == 50

    for number in (second, first):
        assert undo_import(ImportRun.objects.get(pk=number), by=None).left == []
        assert_edits_stand(staff)
    assert standing_rows() == before


def edited(slugs: list[str | None]) -> dict[Field, str]:
    """30 titles, 20 excerpts, 15 published, 10 withdrawn, topics of 10 reordered and removed."""
    staff: dict[Field, str] = {}
    for field, some in (("title", slugs[:30]), ("excerpt", slugs[20:40])):
        for slug in some:
            edit(Article.objects.get(slug=slug), by=None, values={field: f"Ours: {slug}"})
            staff[slug, field] = f"Ours: {slug}"
    candidates = Article.objects.filter(status="candidate").order_by("slug").values("pk")[:15]
    publish(Article.objects.filter(pk__in=list(candidates.values_list("pk", flat=True))), by=None)
    live = Article.objects.published().order_by("slug").values_list("pk", flat=True)[:10]
    withdraw(Article.objects.filter(pk__in=list(live)), by=None)
    for slug in slugs[50:60]:
        article = Article.objects.get(slug=slug)
        edit(
            article,
            by=None,
            values={},
            topics=article.ordered_topics[::-1][:-1] or article.ordered_topics[:0],
        )
    return staff


def assert_edits_stand(staff: dict[Field, str]) -> None:
    for (slug, field), value in staff.items():
        assert getattr(Article.objects.get(slug=slug), field) == value


def rewritten(folder: Path, slugs: list[str | None]) -> tuple[dict[str, bytes], dict[Field, str]]:
    """A state of the collection in which upstream changes 200 fields of the first 100 articles."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    changed: dict[Field, str] = {}
    for slug in slugs[:100]:
        for field in ("title", "excerpt"):
            value, line = f"Theirs: {field} of {slug}", rf"^{field}: .*$".encode()
            content = files[f"{slug}.md"]
            files[f"{slug}.md"] = re.sub(line, f'{field}: "{value}"'.encode(), content, count=1, flags=re.M)
            changed[slug, field] = value
    return files, changed
