"""What all pages of the desk share: our journal instead of Django's log, our scripts instead of jQuery."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.admin.history import history_page
from articles.admin.onward import onward


class DeskAdmin(admin.ModelAdmin):
    """A model whose changes go through `articles.curation`, which keeps the journal."""

    list_per_page = 50
    show_full_result_count = False
    heading: Any = ""  # above the list; the name of the model where empty
    show_facets = admin.ShowFacets.NEVER
    actions: Any = ()

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["admin/js/actions.js"] if self.actions else [])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # nothing that others refer to goes for good

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The verbs have written it down, here as below."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """See above."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """See above."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What became of one object, from the journal."""
        return history_page(self, request, object_id, extra_context or {})

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return onward(self, request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return onward(self, request, obj)


class ReadOnlyAdmin(DeskAdmin):
    """A model that the desk shows and never changes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
