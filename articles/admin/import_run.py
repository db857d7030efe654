"""Imports on the desk: how each went, and what it had to say about which file."""

from collections import Counter
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin
from articles.admin.run_state import state_of, states_of
from articles.admin.undoing import can_undo_import, undo_import_view
from articles.admin.upload import MAY_IMPORT, proposal_page, upload_page
from articles.models import Document, ImportRun

PER_PAGE = 100  # problems or notes
COUNTS = (
    "files",
    "created",
    "updated",
    "unchanged",
    "skipped",
    "rejected",
    "conflicts",
    "missing",
    "repairs",
)


class ImportRunChangeList(ChangeList):
    """Runs that know how they went."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        for run, state in zip(self.result_list, states_of(self.result_list), strict=True):
            run.state = state


class ImportRunAdmin(ReadOnlyAdmin):
    """A list of runs, and one run with its problems and notes."""

    list_display = (
        "number",
        "went",
        "source",
        "started",
        "seconds",
        "files",
        "created",
        "updated",
        "rejected",
        "by",
    )
    list_select_related = ("by",)
    list_per_page = 20
    ordering = ("-id",)
    change_form_template = "admin/articles/importrun/change_form.html"

    @admin.display(description=_("import"), ordering="id")
    def number(self, run: ImportRun) -> str:
        return str(run.pk)

    @admin.display(description=_("went"))
    def went(self, run: Any) -> str:
        return render_to_string("admin/articles/importrun/went.html", {"run": run.state})

    @admin.display(description=_("from"))
    def source(self, run: Any) -> str:
        return str(run.state.sources)

    @admin.display(description=_("started"), ordering="started_at")
    def started(self, run: ImportRun) -> str:
        return date_format(timezone.localtime(run.started_at), "j M Y, H:i")

    @admin.display(description=_("seconds"))
    def seconds(self, run: Any) -> str:
        return localize(round(run.state.seconds, 1))

    @admin.display(description=_("files"))
    def files(self, run: ImportRun) -> str:
        return intcomma(run.report.get("files", 0))

    @admin.display(description=_("created"))
    def created(self, run: ImportRun) -> str:
        return intcomma(run.report.get("created", 0))

    @admin.display(description=_("updated"))
    def updated(self, run: ImportRun) -> str:
        return intcomma(run.report.get("updated", 0))

    @admin.display(description=_("left out"))
    def rejected(self, run: ImportRun) -> str:
        return intcomma(run.report.get("rejected", 0))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/undo/", view(undo_import_view), name="articles_importrun_undo"),
            path("upload/", view(partial(upload_page, self)), name="articles_importrun_upload"),
            path("upload/<int:pk>/", view(partial(proposal_page, self)), name="articles_importrun_proposal"),
            *super().get_urls(),
        ]

    def get_changelist(self, request: HttpRequest, **keywords: Any) -> type[ImportRunChangeList]:
        return ImportRunChangeList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        may_import = {"may_import": request.user.has_perm(MAY_IMPORT)}
        return super().changelist_view(request, may_import | (extra_context or {}))

    def get_fieldsets(self, request: HttpRequest, obj: ImportRun | None = None) -> Any:
        return ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *rest: Any, **keywords: Any
    ) -> Any:
        """Show the report instead of a form."""
        run = keywords["obj"]
        state = state_of(run)
        context |= {"run": state, "counts": [(name, run.report.get(name, 0)) for name in COUNTS]}
        context |= entries_context(request, run)
        context["may_undo"] = can_undo_import(request, state.actions)
        return super().render_change_form(request, context, *rest, **keywords)


def entries_context(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Problems, then notes; one code of them if asked for; each with its article if it has one."""
    report = run.report
    entries = [{**one, "grave": True} for one in report.get("problems", ())]
    entries += [{**one, "grave": False} for one in report.get("notes", ())]
    codes = Counter((one["grave"], one["code"]) for one in entries)
    code = request.GET.get("code", "")
    page = Paginator([one for one in entries if code in ("", one["code"])], PER_PAGE).get_page(
        request.GET.get("p")
    )
    tails = {one["path"]: _tails(one["path"]) for one in page}
    named = Document.objects.filter(run=run, path__in={tail for some in tails.values() for tail in some})
    articles = dict(named.values_list("path", "article_id"))
    return {
        "page": page,
        "entries": [
            {
                **one,
                "article": next((articles[tail] for tail in tails[one["path"]] if tail in articles), None),
            }
            for one in page
        ],
        "codes": [(name, count, grave) for (grave, name), count in sorted(codes.items(), reverse=True)],
        "code": code,
    }


def _tails(path: str) -> list[str]:
    """`path` without more and more of its folders: documents know their paths from the source on."""
    parts = path.split("/")
    return ["/".join(parts[start:]) for start in range(len(parts))]
