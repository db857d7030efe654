"""The database as one batch needs it: a fixed number of queries per batch, rows locked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Prefetch

from articles.curation.representation import plain_conflict
from articles.importing.lot import Lot
from articles.importing.roll import Filing, Kind
from articles.importing.state import (
    ArticleRow,
    ForeignLink,
    ImageRow,
    LinkRow,
    ProviderRow,
    Snapshot,
    TargetRow,
    TopicRow,
)
from articles.models import Article, ArticleTopic, Image, Mention, Provider, RelatedLink, Topic
from articles.rows import one_of
from articles.seedfile.said import DEFAULTS
from articles.text.instants import instant_text
from articles.text.slugs import topic_slug

# Of a link and its mention, all that `link_row` looks at.
LINK = (
    "article_id",
    "target_id",
    "hidden",
    "our_title",
    "our_excerpt",
    "key",
    "mention_id",
    "mention__digest",
)


def load_snapshot(lot: Lot, at: datetime) -> Snapshot:
    """All that planning `lot` looks at."""
    known = [one.claim.article_id for one in lot.filings if one.claim.article_id]
    articles = load_articles(known, at)
    moved = _moved_keys(lot.filings, articles)
    foreign = list(_foreign_links(moved, set(articles)))
    mentions, left_alone = _mentions(lot.mentions)
    return Snapshot(
        at=instant_text(at),
        articles=articles,
        targets=list(_targets({*(one.key for one in lot.mentions.values()), *moved})),
        foreign_links=foreign,
        editors_links=_editors_links({link.article_id for link in foreign}),
        providers=_providers(
            {
                *lot.providers,
                *(row.values["provider"] for row in articles.values()),
                *(link.said.get("provider", "") for link in foreign),  # of which stubs may be made
            }
        ),
        topics=_topics({*lot.topics, *(key for row in articles.values() for key in row.topics)}),
        topic_slugs=_taken_topic_slugs(lot),
        mentions=mentions,
        mentions_left_alone=left_alone,
    )


def load_articles(ids: Sequence[int], at: datetime) -> dict[int, ArticleRow]:
    """The articles with `ids`, with all that an import may change."""
    links = RelatedLink.objects.select_related("mention").only(*LINK)
    query = Article.objects.select_for_update(of=("self",)).select_related("document", "mention", "provider")
    query = query.prefetch_related(
        Prefetch("topic_links", ArticleTopic.objects.select_related("topic")),
        "images",
        "conflicts",
        "former_slugs",
        Prefetch("related_links", links),
    )
    return {article.pk: article_row(article, at) for article in query.filter(one_of("pk", ids))}


def article_row(article: Article, at: datetime) -> ArticleRow:
    """A stored article in the form in which documents say articles."""
    values = {name: getattr(article, name) for name in DEFAULTS if name not in ("published_at", "provider")}
    values["published_at"] = _text(article.published_at)
    values["provider"] = article.provider.domain if article.provider else ""
    document = article.document
    return ArticleRow(
        id=article.pk,
        slug=article.slug,
        key=article.key,
        values=values,
        live_from=_text(article.live_from),
        decision=article.decision,
        flagged=article.flagged,
        is_live=article.is_live(at),
        base=article.upstream,
        address_hash=article.address_hash,
        unpublished_at=_text(article.unpublished_at),
        former_slugs=sorted(former.slug for former in article.former_slugs.all()),
        mention_id=article.mention_id,
        topics={link.topic.key: link.topic.name for link in article.topic_links.all()},
        conflicts={one.field: plain_conflict(one) for one in article.conflicts.all()},
        images=[image_row(image) for image in article.images.all()],
        links=[link_row(link) for link in article.related_links.all()],
        document_id=article.document_id,
        sha256=document.sha256 if document else "",
        reading=document.reading if document else "",
        file=(document.source, document.path) if document else ("", ""),
    )


def image_row(image: Image) -> ImageRow:
    """A stored picture in that form."""
    said = {"url": image.url, "width": image.width, "height": image.height, "title": image.title}
    ours = {"credit": image.credit, "renditions": image.renditions}
    return ImageRow(image.pk, image.url, {**said, "is_cached": image.is_cached, **image.extra}, ours)


def link_row(link: RelatedLink) -> LinkRow:
    """A stored link, which has its mention at hand."""
    digest = link.mention.digest if link.mention else ""
    return LinkRow(link.pk, link.target_id, link.hidden, link.our_title, link.our_excerpt, link.key, digest)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant_text(instant)


def _moved_keys(filings: Sequence[Filing], articles: dict[int, ArticleRow]) -> set[str]:
    """Keys that may mean another article once `filings` are written."""
    moved: set[str] = set()
    for one in filings:
        row = articles.get(one.claim.article_id or 0)
        if one.claim.kind is not Kind.KNOWN or (row and row.key != one.seed.key):
            moved |= {one.seed.key, row.key if row else ""}
    return moved - {""}


def _targets(keys: Iterable[str]) -> Iterator[TargetRow]:
    columns = ("id", "slug", "key", "mention__digest")
    for row in Article.objects.filter(one_of("key", keys)).values_list(*columns):
        yield TargetRow(*row)


def _foreign_links(keys: set[str], batch: set[int]) -> Iterator[ForeignLink]:
    mentions = list(Mention.objects.filter(one_of("key", keys)).values_list("pk", flat=True))
    if not mentions:
        return
    links = RelatedLink.objects.filter(one_of("mention_id", mentions)).select_related("mention", "article")
    links = links.only(*LINK, "position", "mention__said", "article__slug")
    for link in links.order_by("article__slug", "position"):
        if link.article_id not in batch and link.mention:
            yield ForeignLink(
                link.article_id, link.article.slug or "", link.position, link_row(link), link.mention.said
            )


def _editors_links(articles: set[int]) -> dict[tuple[int, int], LinkRow]:
    rows = RelatedLink.objects.filter(one_of("article_id", articles), key="")
    return {(link.article_id, link.target_id): link_row(link) for link in rows}


def _providers(domains: set[str]) -> dict[str, ProviderRow]:
    rows = Provider.objects.select_for_update().filter(one_of("domain", domains))
    return {row.domain: ProviderRow(row.pk, row.name, row.images, row.said) for row in rows}


def _topics(keys: set[str]) -> dict[str, TopicRow]:
    rows = Topic.objects.select_for_update().filter(one_of("key", keys))
    return {row.key: TopicRow(row.pk, row.name, row.slug, row.said) for row in rows}


def _taken_topic_slugs(lot: Lot) -> frozenset[str]:
    wanted = {topic_slug(key) for key in lot.topics}
    return frozenset(Topic.objects.filter(one_of("slug", wanted - {""})).values_list("slug", flat=True))


def _mentions(digests: Iterable[str]) -> tuple[dict[str, int], frozenset[str]]:
    """The ids of stored copies by digest, and which of them have no provider."""
    columns = ("digest", "id", "provider_id")
    rows = list(Mention.objects.filter(one_of("digest", digests)).values_list(*columns))
    return {row[0]: row[1] for row in rows}, frozenset(row[0] for row in rows if row[2] is None)
