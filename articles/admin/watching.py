"""A page that grows while an import runs: how far it is, then how it went. It needs no script."""

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.importing.lock import ImportRunningError
from articles.importing.notice import tell_of_failure, tell_of_problems
from articles.importing.proposal import ProposalMovedError
from articles.importing.uploads import apply_upload
from articles.models import Upload

END = ""


def watched(model_admin: admin.ModelAdmin, request: HttpRequest, upload: Upload) -> Iterator[str]:
    """Import `upload` in a thread, which goes on if the person leaves; yield the page piece by piece."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Importing"),
        "opts": model_admin.opts,
    }
    page = render_to_string("admin/articles/importrun/watching.html", context, request)
    head, tail = page.split("<!-- progress -->")
    steps: SimpleQueue[str] = SimpleQueue()
    Thread(target=_run, args=(upload, request.user, steps)).start()
    yield head
    while (step := steps.get()) != END:
        yield step
    upload.refresh_from_db()
    yield render_to_string("admin/articles/importrun/watched.html", {"upload": upload}, request)
    yield tail


def _run(upload: Upload, by: User, steps: "SimpleQueue[str]") -> None:
    def progress(stage: str, done: int, total: int) -> None:
        told = (
            _("%(done)d of %(total)d articles")
            if stage == "articles"
            else _("%(done)d of %(total)d files read")
        )
        steps.put(format_html("<li>{}</li>\n", told % {"done": done, "total": total}))

    try:
        tell_of_problems(apply_upload(upload, by=by, progress=progress))
    except ProposalMovedError:
        steps.put(_said(_("Not imported: something changed since this was proposed. Look at it again.")))
    except ImportRunningError as error:
        steps.put(_said(str(error)))
    except Exception as error:
        tell_of_failure(str(error))
        steps.put(_said(_("The import failed: %(why)s. What was committed stays.") % {"why": error}))
        raise
    finally:
        connection.close()
        steps.put(END)


def _said(text: str) -> str:
    return format_html('<li class="errornote">{}</li>\n', text)
