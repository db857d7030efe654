"""What all edits share: which of the values given differ from the row, and whether they may stand."""

from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models

from articles.curation.representation import plain


def same(before: Any, after: Any) -> bool:
    """Whether two values are equal but for what forms cannot carry: outer blanks, the kind of line ends."""
    if isinstance(before, str) and isinstance(after, str):
        return tidy(before) == tidy(after)
    return bool(before == after)


def tidy(value: Any) -> Any:
    """Text as the product keeps it once somebody wrote it: no outer blanks, line feeds only."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value


def take(row: models.Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set those of `values` on `row` that differ; give {field: [before, after]} for the journal.

    A ValidationError names the fields whose values are refused.
    """
    fields, refused = {}, {}
    for name, value in values.items():
        before = getattr(row, name)
        if same(before, value):
            continue
        column = cast("models.Field[Any, Any]", row._meta.get_field(name))
        try:
            after = value if column.is_relation else column.clean(tidy(value), row)
        except ValidationError as error:
            refused[name] = error
            continue
        fields[name] = [plain(before), plain(after)]
        setattr(row, name, after)
    if refused:
        raise ValidationError(refused)
    return fields


def columns(row: models.Model, names: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `row` for an UPDATE of the fields `names`."""
    return {name: getattr(row, name) for name in names}
