"""`manage.py rebuild_catalogue`."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.catalogue import refresh
from articles.models import Due, Entry
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_catalogue_is_made_anew_and_its_size_told() -> None:
    make_article("Published", decision="published")
    make_article("Candidate")
    refresh()
    Entry.objects.update(title="damaged")
    out = StringIO()

    call_command("rebuild_catalogue", stdout=out)

    assert "1 published" in out.getvalue()
    assert [entry.title for entry in Entry.objects.all()] == ["published"]
    assert not Due.objects.exists()


def test_days_follow_the_time_zone_of_the_site(settings: object) -> None:
    make_article("Late", decision="published", live_from="2024-04-30T16:00Z")
    refresh()
    settings.TIME_ZONE = "Asia/Tokyo"  # type: ignore[attr-defined]

    call_command("rebuild_catalogue", stdout=StringIO())

    assert str(Entry.objects.get().live_day) == "2024-05-01"
