"""Importing from the desk: upload, see what it would change, approve, watch, read the report."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
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

from articles.admin.proposal import proposed
from articles.admin.watching import watched
from articles.importing.run import CANNOT_RUN
from articles.importing.uploads import (
    MAX_SOURCE,
    discard_upload,
    keep_upload,
    name_of,
    propose_upload,
)
from articles.models import Upload

MAY_IMPORT = "articles.import_files"
MAX_NAME = 250  # bytes of a file name, which file systems take


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

    def clean_documents(self) -> list[Any]:
        """Refuse what cannot lie in one folder."""
        files: list[Any] = self.cleaned_data["documents"]
        for name, times in Counter(map(name_of, files)).items():
            if times > 1:
                raise forms.ValidationError(
                    _("Two files are named %(name)s; upload one of them later."), "twice", {"name": name}
                )
            if len(name.encode()) > MAX_NAME:
                raise forms.ValidationError(
                    _("The name %(name)s is too long; shorten it."), "long", {"name": name}
                )
        return files

    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=MAX_SOURCE,
        required=False,
        help_text=gettext_lazy(
            "Where they come from; the same name each time for the same collection. An archive is the whole"
            " of its source: articles whose file is not in it any more are listed as missing. If you leave"
            " this empty, an archive is a source of its own, under its name."
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
        except CANNOT_RUN as error:
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
        try:
            propose_upload(upload)
        except CANNOT_RUN as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(_page(upload))
    context = {"title": _("What this import would do"), "upload": upload, **proposed(request, upload)}
    return _answer(model_admin, request, "proposal", context)


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
