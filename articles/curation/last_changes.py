"""Who changed which field of an article last: anybody, and the newsroom where its action still stands."""

from collections.abc import Collection

from django.db.models import Case, IntegerField, Max, Min, QuerySet, When

from articles.curation.undoing.standing import undoings
from articles.models import Article, Change
from articles.rows import one_of

LastChanges = dict[str, Change]  # by field
NOT_BY_STAFF = ("import", "undo")  # verbs; undoing gives back what somebody else made


def last_changes(article: Article, names: Collection[str]) -> tuple[LastChanges, LastChanges]:
    """Of the fields `names` the last changes by anybody, and by actions of staff that stand; five queries."""
    changes = Change.objects.filter(model="article", object_id=article.pk)
    undone = undoings(changes.aggregate(first=Min("action"))["first"] or 0)
    by_staff = changes.exclude(action__verb__in=NOT_BY_STAFF).exclude(one_of("action_id", undone))
    last = [_newest(some, names) for some in (changes, by_staff)]
    ids = {pk for some in last for pk in some.values()}
    found = Change.objects.select_related("action__by", "action__run").in_bulk(ids)
    anybody, staff = ({name: found[pk] for name, pk in some.items()} for some in last)
    return anybody, staff


def _newest(changes: QuerySet[Change], names: Collection[str]) -> dict[str, int]:
    newest = {
        f"last_{name}": Max(Case(When(fields__has_key=name, then="id"), output_field=IntegerField()))
        for name in names
    }
    return {name.removeprefix("last_"): pk for name, pk in changes.aggregate(**newest).items() if pk}
