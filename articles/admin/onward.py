"""After saving a form: what to say, and where to go."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.curation.field_names import in_order, label_of
from articles.models import Action


def say_saved(request: HttpRequest, action: Action) -> None:
    """Say which fields of the one object were changed, if any were."""
    if action.pk is None:
        messages.info(request, _("Nothing had changed, so nothing was saved."))
        return
    change = action.changes.get()
    fields = [label_of(change.model, name) for name in in_order(change.fields)]
    messages.success(request, _("Saved: %(fields)s.") % {"fields": get_text_list(fields, _("and"))})


def page_of(model_admin: admin.ModelAdmin, request: HttpRequest, found: Any) -> str:
    """The address of an object's page, with the filters of the list behind it."""
    url = reverse(f"admin:articles_{model_admin.opts.model_name}_change", args=[found.pk])
    filters = model_admin.get_preserved_filters(request)
    return add_preserved_filters({"preserved_filters": filters, "opts": model_admin.opts}, url)


def onward(model_admin: admin.ModelAdmin, request: HttpRequest, found: Any) -> HttpResponse:
    """Stay on the page, begin another one, or go back to the list with its filters."""
    if "_continue" in request.POST:
        return HttpResponseRedirect(page_of(model_admin, request, found))
    if "_addanother" in request.POST:
        return HttpResponseRedirect(reverse(f"admin:articles_{model_admin.opts.model_name}_add"))
    return model_admin.response_post_save_change(request, found)
