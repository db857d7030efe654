"""The admin site: our name on it, and a front page that says what there is to do."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.article import ArticleAdmin
from articles.admin.conflict import ConflictAdmin
from articles.admin.front import front_context
from articles.admin.import_run import ImportRunAdmin
from articles.admin.journal import ActionAdmin
from articles.admin.provider import ProviderAdmin
from articles.admin.suggesting import Suggestions
from articles.admin.topic import TopicAdmin
from articles.models import Action, Article, Conflict, ImportRun, Provider, Topic

# Registered by name: this module is imported while Django makes its site, when there is none to ask for.
DESK = {
    Article: ArticleAdmin,
    Provider: ProviderAdmin,
    Topic: TopicAdmin,
    Conflict: ConflictAdmin,
    ImportRun: ImportRunAdmin,
    Action: ActionAdmin,
}


class NewsroomSite(AdminSite):
    """Django's admin site as this newsroom sees it."""

    site_header = site_title = settings.SITE_NAME
    index_title = _("Desk")
    enable_nav_sidebar = False  # the menu is on top: tables need the width

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        for model, model_admin in DESK.items():
            self.register(model, model_admin)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = front_context(request) if self.has_permission(request) else {}
        return super().index(request, context | (extra_context or {}))

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Suggestions.as_view(admin_site=self)(request)
