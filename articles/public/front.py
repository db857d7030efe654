"""The front page: which stories lead, what is newest, and a block for each busy topic."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, F, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from articles.catalogue import catch_up
from articles.catalogue.entries import place
from articles.models import Article, ArticleTopic, Due, Entry, Provider, RelatedLink, Topic, Unindexed, live
from articles.public.cards import Card, cards
from articles.public.coverage import Report, first_reports

WINDOW = 300  # articles that are looked at: the page costs the same whatever is behind them
LEADS, MORE_LEADS = 3, 2  # the further ones only where there are enough articles
ENOUGH = 14
LATEST = 7
LEAD_REPORTS = 4  # other reports named below a lead
BLOCKS = 6
BLOCK_SIZE = 4
SMALLEST_BLOCK = 3  # fewer make no block
TOPICS = 10
PROVIDERS = 24


class Ranked(NamedTuple):
    """One of the best articles, and whose it is; `due`: something was written past the catalogue."""

    id: int
    domain: str | None
    provider: str | None
    due: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """A leading article and the first other reports of its story."""

    card: Card
    reports: list[Report]


@dataclass(frozen=True, slots=True)
class Block:
    """A topic and its best articles that are not further up."""

    topic: Topic
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the front page shows; no article twice."""

    leads: list[Lead]
    latest: list[Card]
    blocks: list[Block]
    topics: list[Topic]
    providers: list[Provider]


def front_page() -> FrontPage:
    """The front page as of now, in at most eight queries."""
    window = _window()
    ranking = [row.id for row in window]
    leads = ranking[: LEADS + MORE_LEADS if len(window) >= ENOUGH else LEADS]
    latest = [one for one in _newest(LATEST + len(leads)) if one not in leads][:LATEST]
    about = _articles_by_topic(window)
    blocks = _blocks([one for one in ranking if one not in {*leads, *latest}], about)
    found = _cards({*leads, *latest}.union(*blocks.values()))
    reports = first_reports(leads, LEAD_REPORTS)

    def present(ids: list[int]) -> list[Card]:
        return [found[one] for one in ids if one in found]

    return FrontPage(
        leads=[Lead(card, reports.get(card.article.pk, [])) for card in present(leads)],
        latest=present(latest),
        blocks=[Block(topic, present(ids)) for topic, ids in blocks.items()],
        topics=list(about)[:TOPICS],
        providers=_providers(window),
    )


def _window() -> list[Ranked]:
    """The best articles, as the catalogue ranks heat against age, the best first."""
    order, now = ("-front", "-article"), timezone.now()
    # Of the catalogue alone: together with the articles, no database would begin with this order.
    begun = LessThanOrEqual(Unindexed(F("place")), place(now, -1))  # the last place of this second
    open_ended = Q(live_until__isnull=True) | Q(live_until__gt=now)
    best = Entry.objects.filter(begun, open_ended).order_by(*order)[:WINDOW].values("place")
    shown = Entry.objects.filter(live(now, "article__"), place__in=best)
    columns = ("article", "article__provider__domain", "article__provider__name", "due")
    rows = shown.annotate(due=Exists(Due.objects.all())).order_by(*order).values_list(*columns)
    window = [Ranked(*row) for row in rows]
    if window and not window[0].due:
        return window
    catch_up()
    return [Ranked(*row) for row in rows.all()]


def _newest(number: int) -> list[int]:
    return list(Article.objects.published().newest_first().values_list("id", flat=True)[:number])


def _cards(ids: set[int]) -> dict[int, Card]:
    """The cards by id; one that readers lost a moment ago is not among them."""
    shown = Article.objects.published().filter(pk__in=ids).for_cards()
    return {card.article.pk: card for card in cards(shown.annotate(reports=RelatedLink.objects.of_each()))}


def _articles_by_topic(window: list[Ranked]) -> dict[Topic, set[int]]:
    """The window's articles by topic, the topic with most of them first."""
    links = ArticleTopic.objects.filter(article__in=[row.id for row in window]).order_by()
    about: dict[Topic, set[int]] = {}
    for pk, name, slug, article in links.values_list("topic", "topic__name", "topic__slug", "article"):
        about.setdefault(Topic(pk=pk, name=name, slug=slug), set()).add(article)
    return dict(sorted(about.items(), key=lambda item: (-len(item[1]), item[0].name)))


def _blocks(ranking: list[int], about: dict[Topic, set[int]]) -> dict[Topic, list[int]]:
    """The best articles of each busy topic, none of them twice."""
    blocks: dict[Topic, list[int]] = {}
    for topic, members in about.items():
        best = [one for one in ranking if one in members][:BLOCK_SIZE]
        if len(best) >= SMALLEST_BLOCK and len(blocks) < BLOCKS:
            blocks[topic] = best
            ranking = [one for one in ranking if one not in best]
    return blocks


def _providers(window: list[Ranked]) -> list[Provider]:
    """The providers with most articles in the window, A–Z."""
    busiest = Counter((row.domain, row.provider) for row in window if row.domain and row.provider)
    found = [Provider(domain=domain, name=name) for (domain, name), _ in busiest.most_common(PROVIDERS)]
    return sorted(found, key=lambda provider: provider.name.casefold())
