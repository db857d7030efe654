"""Saving an article's form: one action in the journal, one message, and on to where the button says."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.admin.article_form import ArticleForm
from articles.admin.base import DeskAdmin
from articles.admin.history import tell
from articles.admin.onward import onward, page_of, say_saved
from articles.admin.single import run_or_ask
from articles.admin.verbs import VERBS
from articles.curation.edit import edit
from articles.curation.write import write
from articles.models import Article


def save_article(request: HttpRequest, form: ArticleForm, formsets: Any, *, change: bool) -> None:
    """Hand what was sent to curation; for a new article also tell the form which one it is."""
    values = form.sent()
    topics = values.pop("topics", None)
    pictures = formsets[0].lines() if formsets else None
    if change:
        action = edit(form.instance, by=request.user, values=values, topics=topics, pictures=pictures)
        say_saved(request, action)
        for entry in tell(form.newer):
            labels = ", ".join(line.label for line in entry.lines)
            meanwhile = _("Meanwhile %(who)s %(what)s (%(fields)s); that was kept.")
            messages.info(request, meanwhile % {"who": entry.who, "what": entry.what, "fields": labels})
        return
    article = write(values, by=request.user, topics=topics or (), pictures=pictures or ())
    form.instance.pk, form.instance.slug = article.pk, article.slug
    messages.success(request, _("Written. It is a candidate: readers do not see it yet."))


def after_saving(model_admin: DeskAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """Decide as the button says, or go where it leads."""
    if verb := VERBS.get(request.POST.get("_verb", "")):
        return run_or_ask(request, verb, article, page_of(model_admin, request, article))
    return onward(model_admin, request, article)
