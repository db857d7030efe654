"""The decisions that the desk offers: what each is called, who may take it, when it makes sense."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.curation import permissions
from articles.curation.promote import promote
from articles.curation.publish import publish
from articles.curation.reject import reject
from articles.curation.reopen import reopen
from articles.curation.send_to_review import send_to_review
from articles.curation.withdraw import withdraw
from articles.models import Action, Article, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Verb:
    """A decision as a button. `of` are the statuses it makes sense for; `done` counts what it did."""

    name: str
    label: "StrOrPromise"
    permission: str
    run: Callable[..., Action]
    of: frozenset[str]
    done: "StrOrPromise"
    asks_reason: bool = False
    on_stubs: bool = True
    on_articles: bool = True

    def may(self, user: User | AnonymousUser) -> bool:
        return user.has_perm(self.permission)

    def fits(self, article: Article) -> bool:
        """Whether the button belongs beside `article`."""
        return article.status in self.of and (self.on_stubs if article.is_stub else self.on_articles)


OPEN = frozenset({Status.CANDIDATE, Status.REVIEW})
CLOSED = frozenset({Status.REJECTED, Status.WITHDRAWN})

VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "publish",
            _("Publish"),
            permissions.PUBLISH_ARTICLE,
            publish,
            OPEN | CLOSED,
            ngettext_lazy("%d article published.", "%d articles published."),
            on_stubs=False,
        ),
        Verb(
            "withdraw",
            _("Withdraw"),
            permissions.PUBLISH_ARTICLE,
            withdraw,
            frozenset({Status.PUBLISHED}),
            ngettext_lazy("%d article withdrawn.", "%d articles withdrawn."),
            on_stubs=False,
        ),
        Verb(
            "promote",
            _("Make it an article"),
            permissions.ADD_ARTICLE,
            promote,
            OPEN | CLOSED,
            ngettext_lazy("%d stub is an article now.", "%d stubs are articles now."),
            on_articles=False,
        ),
        Verb(
            "send_to_review",
            _("Send to review"),
            permissions.REVIEW_ARTICLE,
            send_to_review,
            frozenset({Status.CANDIDATE}) | CLOSED,
            ngettext_lazy("%d article sent to review.", "%d articles sent to review."),
        ),
        Verb(
            "reject",
            _("Reject…"),
            permissions.REVIEW_ARTICLE,
            reject,
            OPEN | {Status.WITHDRAWN},
            ngettext_lazy("%d article rejected.", "%d articles rejected."),
            asks_reason=True,
        ),
        Verb(
            "reopen",
            _("Back to undecided"),
            permissions.REVIEW_ARTICLE,
            reopen,
            frozenset(Status.values),
            ngettext_lazy("%d article is undecided again.", "%d articles are undecided again."),
        ),
    )
}


def offered(article: Article, user: User | AnonymousUser) -> list[Verb]:
    """The buttons for `article` that `user` may press, the likeliest first."""
    return [
        verb
        for verb in VERBS.values()
        if verb.may(user) and verb.fits(article) and (verb.name != "reopen" or article.decision)
    ]
