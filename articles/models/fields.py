"""Columns that Django does not have."""

import json
from typing import Any

from django.db import models

from articles.seedfile.said import encoded


class Encoded(str):
    """JSON that is text already."""

    __slots__ = ()


class JsonText(models.TextField):
    """JSON kept as text, so that the order of keys survives: PostgreSQL's jsonb sorts them."""

    _pyi_private_set_type: Any  # what the type checker takes rows to hold: anything that JSON can
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, Encoded) else encoded(value)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or "null"
