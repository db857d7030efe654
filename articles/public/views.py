"""The pages of the site but the article's own: a view reads the request, asks one question, renders."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.catalogue import Counts
from articles.listing import listing
from articles.models import Article, ArticleQuerySet
from articles.public import archive, indexes, metadata
from articles.public.caching import list_page, page
from articles.public.cards import cards
from articles.public.chart import chart
from articles.public.front import front_page
from articles.public.indexing import indexing
from articles.public.metadata import Step


@page
def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    shown = front_page()
    cards_shown = [*(lead.card for lead in shown.leads), *shown.latest]
    said = metadata.of_front(card.article for card in cards_shown)
    return render(request, "articles/front.html", {"front": shown, "metadata": said})


@list_page
def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, with filters."""
    trail = [(_("News"), request.path)]
    return _list(request, "articles/list.html", Article.objects.published(), trail, **_suggestions())


@list_page
def search(request: HttpRequest) -> HttpResponse:
    """What a query finds; without one, where to type it."""
    shown = Article.objects.published()
    return _list(request, "articles/search.html", shown, None, **_suggestions())


@page
def topics(request: HttpRequest) -> HttpResponse:
    """All topics."""
    return render(request, "articles/topics.html", {"topics": indexes.topics()})


@list_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic's articles."""
    counts = Counts()
    if slug not in counts.topics:
        if not (moved := counts.topic_once_at(slug)):
            raise Http404
        return redirect(moved, permanent=True)
    found, count = counts.topics[slug]
    shown = Article.objects.published().about(found)
    trail = [(_("Topics"), reverse("articles:topics")), (found.name, found.get_absolute_url())]
    context = {"topic": found, "count": count, "chart": chart(counts.months(found))}
    return _list(request, "articles/topic.html", shown, trail, counts=counts, part=count, **context)


@page
def providers(request: HttpRequest) -> HttpResponse:
    """All providers."""
    return render(request, "articles/providers.html", {"letters": indexes.by_letter(Counts().providers)})


@list_page
def provider(request: HttpRequest, domain: str) -> HttpResponse:
    """One provider's articles."""
    counts = Counts()
    if not (line := counts.provider(domain)):
        raise Http404
    found, count = line
    shown = Article.objects.published().filter(provider=found)
    trail = [(_("Providers"), reverse("articles:providers")), (found.name, found.get_absolute_url())]
    context = {"provider": found, "count": count}
    return _list(request, "articles/provider.html", shown, trail, counts=counts, part=count, **context)


@page
def archive_index(request: HttpRequest) -> HttpResponse:
    """Years and months with their numbers of articles."""
    return render(request, "articles/archive.html", {"years": archive.years(Counts().days)})


@list_page
def archive_year(request: HttpRequest, year: str) -> HttpResponse:
    """One year's articles."""
    return _archived(request, "articles/archive_year.html", year)


@list_page
def archive_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """One month's articles and its calendar."""
    return _archived(request, "articles/archive_month.html", year, month)


@list_page
def archive_day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """One day's articles."""
    return _archived(request, "articles/archive_day.html", year, month, day)


@page
def about(request: HttpRequest) -> HttpResponse:
    """What this site is."""
    return render(request, "articles/about.html", {"counts": indexes.totals()})


def _suggestions() -> dict[str, Any]:
    """What the form of filters offers: counts, and the largest providers."""
    counts = Counts()
    return {"counts": counts, "providers": counts.largest_providers}


def _list(
    request: HttpRequest,
    template: str,
    articles: ArticleQuerySet,
    trail: Sequence[Step] | None,
    *,
    part: int | None = None,
    counts: Counts | None = None,
    **context: Any,
) -> HttpResponse:
    """A list with its form; a query string that makes no sense is told so, as a client's error.

    `trail` leads to it, itself last; None: there is no whole list that search engines could list.
    `part`: how many articles there are in it, where it is a part of all.
    """
    found = listing(request.GET, articles, counts, part=part)
    context["robots"] = indexing().listing(found.given, whole=trail is not None)
    if trail and not context["robots"]:
        context["metadata"] = metadata.of_list(found.articles, trail)
    context |= {"listing": found, "cards": cards(found.articles)}
    return render(request, template, context, status=200 if found.form.is_valid() else 400)


def _archived(request: HttpRequest, template: str, *parts: str) -> HttpResponse:
    """The list of a year, month or day, with what lies in it and beside it; 404 where nothing went live."""
    counts, period = Counts(), _period(*parts)
    days = period.numbers(counts.days)
    if not days:
        raise Http404
    context: dict[str, Any] = {
        "period": period,
        "year": next(iter(archive.years(days))),
        "month": archive.month(period, days),
        "earlier": period.earlier(counts.days),
        "later": period.later(counts.days),
    }
    trail, number = _trail(period, parts), days.total()
    return _list(request, template, period.articles(), trail, counts=counts, part=number, **context)


def _trail(period: archive.Period, parts: Sequence[str]) -> list[Step]:
    """The way from the archive to a year, month or day of it."""
    steps = [(_("Archive"), reverse("articles:archive"))]
    for number, (kind, form) in enumerate((("year", "Y"), ("month", "F Y"), ("day", "j F Y"))):
        if number < len(parts):
            address = reverse(f"articles:archive_{kind}", args=parts[: number + 1])
            steps.append((date_format(period.first, form), address))
    return steps


def _period(*parts: str) -> archive.Period:
    """The year, month or day that an address names; 404 for one that no calendar has."""
    try:
        return archive.period(*map(int, parts))
    except ValueError as error:
        raise Http404 from error
