"""What nobody touched goes back to the byte, and coming back it changes nothing."""

from itertools import count
from pathlib import Path

import pytest
from django.db.models import Sum
from django.db.models.functions import Length
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.run import Options, import_seeds
from articles.models import Block, Document, Mention
from tests.exporting.exports import exported
from tests.hostile import HARMLESS, NOTED
from tests.imports import Import, statements_of
from tests.rows import digest_of_rows, forget_everything
from tests.seedfile.strategies import files
from tests.seeds import write_seeds

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def size_of_kept_bytes() -> int:
    kept = Document.objects.aggregate(texts=Sum(Length("text")), names=Sum(Length("shelved")))
    blocks = Block.objects.aggregate(size=Sum(Length("text")))["size"] or 0
    return kept["texts"] + kept["names"] + blocks


def assert_coming_back_changes_nothing(root: Path) -> None:
    before = digest_of_rows()
    statements = statements_of(lambda: import_seeds([str(root / "_news")], Options()))
    assert digest_of_rows() == before
    assert [sql.split('"')[1] for sql in statements] == ["articles_importrun"] * 2


def test_the_seeds_come_back_to_the_byte_under_the_names_of_their_articles(tmp_path):
    import_seeds([str(SEEDS)], Options())
    written = exported(tmp_path)
    assert sorted(written.values()) == sorted(contents(SEEDS).values())
    assert (
        "2020-11-18-lapd-bans-the-use-of-clearviews-controversial-facial-recognition-software.md" in written
    )
    assert_coming_back_changes_nothing(tmp_path)


@pytest.mark.parametrize("name", ["powerapps", "powerapps_2021"])
def test_a_collection_comes_back_to_the_byte(name, request, tmp_path):
    news = request.getfixturevalue(name) / "_news"
    import_seeds([str(news)], Options())
    assert exported(tmp_path) == (collection := contents(news))
    assert size_of_kept_bytes() < 0.3 * sum(map(len, collection.values()))
    assert_coming_back_changes_nothing(tmp_path)


def test_a_collection_with_related_links_comes_back_to_the_byte(azure_sample, tmp_path):
    news = azure_sample / "_news"
    import_seeds([str(news)], Options())
    assert exported(tmp_path) == (collection := contents(news))
    assert size_of_kept_bytes() < 0.1 * sum(map(len, collection.values()))
    assert Block.objects.count() == Mention.objects.count()


def test_a_later_state_of_a_collection_comes_back_to_the_byte(powerapps_2021, powerapps, tmp_path):
    import_seeds([str(powerapps_2021 / "_news")], Options())
    import_seeds([str(powerapps / "_news")], Options())
    assert exported(tmp_path) == contents(powerapps_2021 / "_news") | contents(powerapps / "_news")


@pytest.mark.parametrize("repair", [True, False])
def test_odd_files_come_back_to_the_byte(repair, imported: Import, tmp_path):
    numbers = count(1)
    odd = {case.raw: f"2024-03-05-case-{next(numbers)}.md" for case in (NOTED | HARMLESS).values()}
    collection = {name: raw for raw, name in odd.items()}
    imported(collection, repair=repair)
    assert exported(tmp_path / "out") == collection


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raws=st.lists(files(), min_size=1, max_size=5, unique=True))
def test_any_readable_files_come_back_to_the_byte(raws, tmp_path_factory):
    forget_everything()
    folder = tmp_path_factory.mktemp("any")
    collection = {f"2024-03-05-case-{number}.md": raw for number, raw in enumerate(raws)}
    report = import_seeds([write_seeds(folder / "in", collection)], Options())
    assert report.problems == []
    assert exported(folder) == collection
    assert_coming_back_changes_nothing(folder)
