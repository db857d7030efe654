"""The list of articles: its columns, drawn for one request, and a fixed number of queries."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.counting import number_of
from articles.admin.standing import standing
from articles.admin.verbs import offered
from articles.models import Article, ArticleQuerySet, RelatedLink

UNSEEN = ("body", "commentary", "secured", "extra", "featured_content", "amp_url", "cdn_amp_url")
COVERAGE = number_of(RelatedLink.objects.filter(article=OuterRef("pk")), "article")  # related links

NEXT_STEP = '<button type="submit" class="button quiet" formaction="{}" aria-label="{}: {}">{}</button>'


class ArticleChangeList(ChangeList):
    """Articles with what their rows show."""

    def get_queryset(self, request: HttpRequest, *arguments: Any, **keywords: Any) -> ArticleQuerySet:
        articles = cast(ArticleQuerySet, super().get_queryset(request, *arguments, **keywords))
        return articles.for_cards().defer(*UNSEEN).annotate(coverage=COVERAGE)


class Columns:
    """The cells of one article, for one request."""

    def __init__(self, request: HttpRequest, preserved_filters: str) -> None:
        self._request = request
        self._filters = preserved_filters

    def all(self) -> list[Any]:
        """The columns in their order."""
        return [
            self.picture,
            self.headline,
            self.status,
            self.provider,
            self.topics,
            self.quality,
            self.heat,
            self.coverage,
            self.published,
            self.next_step,
        ]

    @admin.display(description=_("picture"))
    def picture(self, article: Article) -> str:
        return self._cell("picture", article)

    @admin.display(description=_("headline"), ordering="title")
    def headline(self, article: Article) -> str:
        return self._cell("headline", article, url=self._url(article))

    @admin.display(description=_("status"), ordering="status")
    def status(self, article: Article) -> str:
        return self._cell("status", article, standing=standing(article))

    @admin.display(description=_("provider"), ordering="provider__name", empty_value="–")
    def provider(self, article: Article) -> str | None:
        return article.provider.name if article.provider else None

    @admin.display(description=_("topics"))
    def topics(self, article: Article) -> str:
        return self._cell("topics", article)

    @admin.display(description=_("quality"), ordering="quality")
    def quality(self, article: Article) -> str:
        return _number(_("quality"), article.quality)

    @admin.display(description=_("heat"), ordering="heat")
    def heat(self, article: Article) -> str:
        return _number(_("heat"), article.heat)

    @admin.display(description=_("coverage"), ordering=COVERAGE)
    def coverage(self, article: Any) -> str:
        number = article.coverage
        url = reverse("admin:articles_article_coverage", args=[article.pk])
        return _number(_("coverage"), format_html('<a href="{}">{}</a>', url, number) if number else 0)

    @admin.display(description=_("date"), ordering="published_at")
    def published(self, article: Article) -> str:
        return self._cell("published", article)

    @admin.display(description=_("next step"))
    def next_step(self, article: Article) -> str:
        verbs = offered(article, self._request.user)
        if not verbs:
            return ""
        url = reverse("admin:articles_article_decide", args=[article.pk, verbs[0].name])
        return format_html(NEXT_STEP, url, verbs[0].label, article, verbs[0].label)

    def _url(self, article: Article) -> str:
        url = reverse("admin:articles_article_change", args=[article.pk])
        return add_preserved_filters({"preserved_filters": self._filters, "opts": Article._meta}, url)

    def _cell(self, name: str, article: Article, **context: Any) -> str:
        return render_to_string(f"admin/articles/article/cells/{name}.html", {"article": article, **context})


def _number(label: Any, number: Any) -> SafeString:
    """A number, with its heading for where the table has none."""
    return format_html('<span class="cell-label">{} </span>{}', label, number)
