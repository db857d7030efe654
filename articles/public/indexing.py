"""Which pages search engines may list: the one policy that meta tags and sitemaps obey."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from articles.models import Article, ArticleQuerySet

SHOWN = ""  # no tag: search engines list what nobody forbids
HIDDEN = "noindex"
PASSED = "noindex, follow"  # not listed itself, but what it links to may be


@dataclass(frozen=True, slots=True)
class Indexing:
    """The policy; `excerpts`: whether pages that say no more than the source's own excerpt may be listed."""

    excerpts: bool

    def articles(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of `articles`, which readers see, that may be listed."""
        return articles if self.excerpts else articles.with_own_words()

    def article(self, article: Article) -> str:
        """What the page of `article` says to search engines; staff see unpublished ones, which are hidden."""
        if not article.is_live():
            return HIDDEN
        ours = article.commentary != "" or not (article.web_url or article.original_url)
        return SHOWN if self.excerpts or ours else PASSED

    def listing(self, given: Mapping[str, str], *, whole: bool) -> str:
        """What a list says, asked for with the parameters `given`; `whole`: without them it shows all."""
        return SHOWN if whole and not given else PASSED


def indexing() -> Indexing:
    """The policy as set."""
    return Indexing(excerpts=settings.INDEX_EXCERPTS)
