"""Articles with all that their files say, batch by batch: bounded memory, a fixed number of queries each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Prefetch

from articles.models import Article, ArticleTopic, Change, RelatedLink, Shelf

BATCH_ARTICLES = 100  # of at most 5 MB each; real ones take a hundredth of that

BULK = ("body", "commentary", "extra", "featured_content", "secured")  # of targets, which links need not


@dataclass(frozen=True, slots=True)
class Batch:
    """`words` holds, by id, links that no file lists, with what they say; others carry their key alone.

    `last_change` is where the journal was before the articles were read; `shelf` has their files' bytes.
    """

    articles: Sequence[Article]
    words: Mapping[int, RelatedLink]
    last_change: int
    shelf: Shelf


def batches(status: str = "") -> Iterator[Batch]:
    """All articles in their own right, or those of one status."""
    articles = Article.objects.filed().select_related("document", "provider").order_by("pk")
    articles = articles.defer("commentary").prefetch_related(
        Prefetch("topic_links", ArticleTopic.objects.select_related("topic")),
        Prefetch(
            "related_links", RelatedLink.objects.filter(hidden=False).only("article", "position", "key")
        ),
        "images",
    )
    if status:
        articles = articles.filter(status=status)
    last, change = 0, _last_change()
    while batch := list(articles.filter(pk__gt=last)[:BATCH_ARTICLES]):
        words = _words([link.pk for article in batch for link in _unlisted(article)])
        shelf = Shelf([article.document for article in batch if article.document])
        yield Batch(batch, words, change, shelf)
        last, change = batch[-1].pk, _last_change()


def _last_change() -> int:
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def listed_keys(article: Article) -> list[str]:
    """The keys of the related entries of its file, in order."""
    if article.document is None:
        return []
    return list(article.document.said.get("related", ()))


def _unlisted(article: Article) -> Iterator[RelatedLink]:
    listed = set(listed_keys(article))
    return (link for link in article.related_links.all() if link.key not in listed)


def _words(links: Sequence[int]) -> dict[int, RelatedLink]:
    query = RelatedLink.objects.select_related(
        "mention__provider", "target__provider", "target__document", "target__mention"
    ).defer("target__document__text", *(f"target__{name}" for name in BULK))
    return query.prefetch_related("target__images").in_bulk(links)
