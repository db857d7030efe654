"""Keeping pictures."""

from io import BytesIO

from django.core.files.storage import default_storage

from articles.images.check import check
from articles.images.render import draw
from articles.images.store import keep
from tests.images.samples import picture


def test_a_picture_is_kept_once_under_the_name_of_its_content():
    drawn = draw(check(BytesIO(picture())))["page"]
    assert keep(drawn) == keep(drawn) == drawn.name
    with default_storage.open(drawn.name) as file:
        assert file.read() == drawn.content
