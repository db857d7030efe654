"""Articles on the desk: their list, their form, and the pages that lead off them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from articles.admin.actions import bulk_actions
from articles.admin.article_filters import ARTICLE_FILTERS
from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleChangeList, Columns
from articles.admin.article_page import article_fieldsets, page_context
from articles.admin.base import DeskAdmin
from articles.admin.collector import collector_page
from articles.admin.coverage import coverage_page
from articles.admin.history import tell
from articles.admin.pictures import PicturesInline
from articles.admin.saving import after_saving, save_article
from articles.admin.single import decide_one
from articles.curation.discard import discard, why_not
from articles.curation.permissions import DELETE_ARTICLE, PUBLISH_ARTICLE, REVIEW_ARTICLE
from articles.models import Article


class ArticleAdmin(DeskAdmin):
    """What Django's admin asks of us; the work is in the modules around."""

    form = ArticleForm
    inlines = (PicturesInline,)
    actions = bulk_actions()
    list_filter = ARTICLE_FILTERS
    search_fields = (
        "title",
        "excerpt",
        "provider__name",
        "provider__domain",
        "slug",
        "web_url",
        "original_url",
    )
    search_help_text = gettext_lazy("headline, excerpt, provider, slug or address")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-id")
    add_form_template = change_form_template = "admin/articles/article/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/coverage/", view(self.coverage_view), name="articles_article_coverage"),
            path("<int:pk>/collector/", view(self.collector_view), name="articles_article_collector"),
            path("<int:pk>/decide/<slug:name>/", view(self.decide_view), name="articles_article_decide"),
            *super().get_urls(),
        ]

    def coverage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return coverage_page(self, request, pk)

    def collector_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return collector_page(self, request, pk)

    def decide_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        return decide_one(self, request, pk, name)

    # The list

    def get_changelist(self, request: HttpRequest, **keywords: Any) -> type[ArticleChangeList]:
        return ArticleChangeList

    def get_list_display(self, request: HttpRequest) -> Any:
        return Columns(request, self.get_preserved_filters(request)).all()

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        return None  # the headline links by itself

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH_ARTICLE)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(REVIEW_ARTICLE)

    def has_promote_permission(self, request: HttpRequest) -> bool:
        """Only where the list shows stubs."""
        return self.has_add_permission(request) and request.GET.get("kind") in ("stub", "all")

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return article_fieldsets(obj)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        if (
            request.method == "POST" and object_id.isdecimal()
        ):  # held until saved, so that nobody slips between
            Article.objects.select_for_update().filter(pk=object_id).values_list("pk").first()
        return super().get_object(request, object_id, from_field)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("provider")

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.slug else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **keywords: Any
    ) -> Any:
        """Add what stands beside the form."""
        form = context["adminform"].form
        context |= page_context(request, keywords.get("obj")) | {"newer": tell(form.newer)}
        return super().render_change_form(request, context, *rest, **keywords)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        """Wait for the pictures: article, topics and pictures are one action."""

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        save_article(request, form, formsets, change=change)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> Any:
        return after_saving(self, request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return after_saving(self, request, obj)

    # Drafts may go

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return obj is not None and request.user.has_perm(DELETE_ARTICLE) and not why_not(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        return [str(obj) for obj in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        discard(obj, by=request.user)
