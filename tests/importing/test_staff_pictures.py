"""Imports never undo what editors did to the pictures of an article."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage

from articles.curation.edit import edit
from articles.curation.pictures import PictureLine
from articles.images.check import check
from articles.importing.undo import undo_import
from articles.models import Article, Image, ImportRun
from tests.images.samples import picture
from tests.imports import Import
from tests.seeds import seed

pytestmark = pytest.mark.django_db
NAME = "2024-05-01-a.md"


def said(name: str, **values: Any) -> dict[str, Any]:
    return {"url": f"https://i.example/{name}.png", "width": 10, "height": 10, "title": name, **values}


def images() -> list[Image]:
    return list(Article.objects.get().images.all())


def names() -> list[str]:
    return [image.url.removeprefix("https://i.example/").removesuffix(".png") for image in images()]


@pytest.fixture
def edited(imported: Import) -> dict[str, Any]:
    """The file's pictures are a, b, c and d; staff keep d, one of their own, a with a credit, and c."""
    imported({NAME: seed("A", images=[said(name) for name in "abcd"])})
    a, _, c, d = images()
    lines = [
        PictureLine(d.pk, "d"),
        PictureLine(None, "Ours", "Ann", check(BytesIO(picture()))),
        PictureLine(a.pk, "a", "Bob"),
        PictureLine(c.pk, "Our words"),
    ]
    edit(Article.objects.get(), by=None, values={}, pictures=lines)
    return images()[1].renditions


def latest() -> bytes:
    """Upstream drops d, adds e, and says another title and size of a, another title of c."""
    pictures = [said("e"), said("a", title="New", width=99), said("b"), said("c", title="New", height=99)]
    return seed("A", images=pictures)


def test_what_staff_made_of_pictures_stands_and_the_rest_follows(
    imported: Import, edited: dict[str, Any]
) -> None:
    report = imported({NAME: latest()})
    assert (report.problems, report.updated) == ([], 1)
    assert names() == [
        "e",
        "",
        "a",
        "c",
    ]  # b stays removed, d goes; else in our order
    new, ours, a, c = images()
    assert (new.title, new.width) == ("e", 10)
    assert (ours.title, ours.credit, ours.renditions) == ("Ours", "Ann", edited)
    assert all(default_storage.exists(file["name"]) for file in edited.values())
    assert (a.title, a.width, a.height, a.credit) == ("New", 99, 10, "Bob")
    assert (c.title, c.width, c.height) == ("Our words", 10, 99)


def test_a_picture_that_staff_gave_a_file_stays_when_upstream_drops_it(imported: Import) -> None:
    imported({NAME: seed("A", images=[said("a"), said("b")])})
    a, b = images()
    lines = [PictureLine(b.pk, "b"), PictureLine(a.pk, "a", "Ann", check(BytesIO(picture())))]
    edit(Article.objects.get(), by=None, values={}, pictures=lines)
    imported({NAME: seed("A", images=[said("c"), said("b", title="New")])})
    assert names() == ["c", "b", "a"]
    kept = images()[2]
    assert (kept.credit, sorted(kept.renditions)) == ("Ann", ["card", "page"])
    assert images()[1].title == "New"


def test_undoing_the_import_gives_back_the_pictures_as_staff_left_them(
    imported: Import, edited: dict[str, Any]
) -> None:
    before = list(Image.objects.order_by("position").values())
    report = imported({NAME: latest()})
    assert undo_import(ImportRun.objects.get(pk=report.run), by=None).left == []
    after = list(Image.objects.order_by("position").values())
    assert [row | {"id": 0} for row in after] == [row | {"id": 0} for row in before]
