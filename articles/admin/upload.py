"""Importing from the desk: upload, see what it would change, approve, watch, read the report."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.telling import Line, line_of
from articles.admin.watching import watched
from articles.importing.lock import ImportRunningError
from articles.importing.sources import NoSuchPathError
from articles.importing.uploads import discard_upload, folder_of, keep_upload, propose_upload
from articles.models import Upload

MAY_IMPORT = "articles.import_files"
PER_PAGE = 50
GROUPS = {
    "rejected": gettext_lazy("left out"),
    "conflict": gettext_lazy("conflicts"),
    "changed": gettext_lazy("changed"),
    "new": gettext_lazy("new"),
    "unchanged": gettext_lazy("unchanged"),
}  # worst first


class FilesInput(forms.ClearableFileInput):
    """Lets people choose several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    """Which files, and where they come from."""

    documents = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,  # an empty one is reported like any other that cannot be read
        help_text=gettext_lazy(
            "Seed files (.md, .markdown, .txt), or archives of them (.zip, .tar.gz, .tar.xz)."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        initial="upload",
        help_text=gettext_lazy(
            "A name for where they come from; the same each time for the same collection."
        ),
    )


def upload_page(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Take files and lead to what importing them would do."""
    _require(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = keep_upload(
                form.cleaned_data["documents"], source=form.cleaned_data["source"], by=_who(request)
            )
        except (ImportRunningError, NoSuchPathError) as error:
            messages.error(request, str(error))
        else:
            return HttpResponseRedirect(_page(upload))
    return _answer(model_admin, request, "upload", {"title": _("Import files"), "form": form})


def proposal_page(model_admin: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what importing an upload would do; import, propose anew or discard it as was pressed."""
    _require(request)
    upload = get_object_or_404(Upload, pk=pk)
    if upload.run_id:
        return HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[upload.run_id]))
    pressed = request.POST.get("do") if request.method == "POST" else ""
    if pressed == "approve":
        return StreamingHttpResponse(watched(model_admin, request, upload))
    if pressed == "discard":
        discard_upload(upload)
        messages.success(request, _("Discarded. Nothing was imported."))
        return HttpResponseRedirect(reverse("admin:articles_importrun_changelist"))
    if pressed == "again":
        propose_upload(upload)
        return HttpResponseRedirect(_page(upload))
    context = {"title": _("What this import would do"), "upload": upload, **_told(request, upload)}
    return _answer(model_admin, request, "proposal", context)


def _told(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    """The files of one group, a page at a time, with how many there are in each."""
    root = f"{folder_of(upload)}/"
    files = upload.proposal["files"]
    left_out = [{"group": "rejected", **one} for one in upload.proposal["report"]["problems"]]
    counts = Counter(one["group"] for one in [*left_out, *files])
    group = request.GET.get("group") or next((name for name in GROUPS if counts[name]), "new")
    page = Paginator([one for one in [*left_out, *files] if one["group"] == group], PER_PAGE).get_page(
        request.GET.get("p")
    )
    return {
        "report": upload.proposal["report"],
        "groups": [(name, label, counts[name]) for name, label in GROUPS.items() if counts[name]],
        "group": group,
        "page": page,
        "entries": [(one, one["path"].removeprefix(root), _lines(one)) for one in page],
    }


def _lines(file: dict[str, Any]) -> list[Line]:
    return [
        line_of("article", name, sides[0], sides[1], {})
        for name, sides in file.get("changes", {}).items()
        if name != "related"
    ]


def _answer(
    model_admin: admin.ModelAdmin, request: HttpRequest, name: str, context: dict[str, Any]
) -> HttpResponse:
    common = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(request, f"admin/articles/importrun/{name}.html", common | context)


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(upload: Upload) -> str:
    return reverse("admin:articles_importrun_proposal", args=[upload.pk])
