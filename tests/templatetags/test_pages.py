"""What templates can say."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template

from articles.models import Provider
from articles.templatetags import pages

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def said(template: str, **context: object) -> str:
    return Template("{% load pages %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "30 Apr 2024"),
        (timedelta(minutes=-1), "1 May 2024"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_time_is_relative_within_a_day_and_whole_for_who_asks(ago: timedelta, words: str) -> None:
    instant = NOW - ago

    assert said("{% moment at %}", at=instant) == (
        f'<time datetime="{instant.isoformat()}" title="{instant.day} {instant:%B %Y, %H:%M} UTC">'
        f'<span aria-hidden="true">{words}</span>'
        f'<span class="unseen">{instant.day} {instant:%B %Y, %H:%M} UTC</span></time>'
    )


@pytest.mark.parametrize(
    ("form", "instant", "words"),
    [
        ("clock", NOW, "12:00"),
        ("clock", NOW - timedelta(hours=13), "30 Apr"),
        ("clock", NOW - timedelta(days=366), "1 May 2023"),
        ("time", NOW - timedelta(days=366), "12:00"),
        ("date", NOW, "1 May 2024"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_time_can_be_said_in_other_forms(form: str, instant: datetime, words: str) -> None:
    assert f'<span aria-hidden="true">{words}</span>' in said("{% moment at form %}", at=instant, form=form)


def test_whole_time_is_said_once_in_the_sites_zone(settings: object) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"  # type: ignore[attr-defined]

    assert said("{% moment at 'whole' %}", at=NOW) == (
        '<time datetime="2024-05-01T21:00:00+09:00">1 May 2024, 21:00 JST</time>'
    )


def test_no_time_says_nothing() -> None:
    assert said("{% moment at %}{{ at|day }}", at=None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Engadget", "E"),
        ("The New Zealand Herald", "NZ"),
        ("daily breeze", "DB"),
        ("The", "?"),
        ("…", "?"),
        ("Новая газета", "НГ"),
    ],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert pages.initials(name) == letters


def test_colour_depends_on_the_name_alone() -> None:
    assert pages.hue("AI") == pages.hue("ai")
    assert {pages.hue(f"topic {number}") for number in range(200)} == set(range(pages.HUES))


def test_source_is_the_provider_or_the_host() -> None:
    assert pages.source(Provider(name=" Daily\nBreeze"), "https://www.example.org/") == "Daily Breeze"
    assert pages.source(None, "https://www.example.org/") == "example.org"
    assert pages.source(None, "javascript:alert(1)") == ""


@pytest.mark.parametrize(("site", "room"), [("Newsroom", 59), ("The Daily Planet", 51), ("x" * 200, 35)])
def test_page_title_and_the_sites_name_are_short_enough_to_show(
    settings: object, site: str, room: int
) -> None:
    settings.SITE_NAME = site  # type: ignore[attr-defined]

    assert pages.page_title("Short\nenough") == "Short enough"
    assert len(pages.page_title("word " * 40)) == room
    assert pages.page_title("字" * 100).endswith("字…")
