"""What providers and topics share: many files speak of them, and staff may name them otherwise."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from articles.models.fields import JsonText


class NameInFiles(models.Func):
    """The name that files give, read from `said` by the database."""

    output_field = models.TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="json_extract(%(expressions)s, '$.name.value')")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="((%(expressions)s)::jsonb #>> '{name,value}')")


class Subject(models.Model):
    """`said` holds what files said last of each field and where: "value", "own", "at", "slug" by field."""

    name: Any
    said = JsonText(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def upstream(self, field: str) -> Any:
        """What the files say `field` is, or None where they never said anything."""
        return self.said.get(field, {}).get("value")

    @property
    def alias(self) -> str:
        """The name by which files go on meaning it, where staff gave it another one; else ""."""
        named = self.upstream("name") or ""
        return "" if named == self.name else str(named)
