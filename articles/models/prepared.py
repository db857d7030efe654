"""Questions whose SQL is put together once: Django needs longer for that than the database for the answer."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, QuerySet, Value
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]


class Given(Value):
    """The place of a value that is filled in each time; the first one says of what kind they are."""

    def __init__(self, value: Any, place: int) -> None:
        super().__init__(value)
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        sql, values = super().as_sql(compiler, connection)
        places: list[Any] = [self]
        return sql, type(values)(places)  # a list or a tuple, as this Django has it


def among(column: str, values: Any) -> In:
    """The rows whose `column` is one of `values`, which may still have to be filled in."""
    return In(F(column), values)


def prepared(question: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Row]]:
    """Make of `question` one that gives its plain rows (`values_list`), put together once for each database.

    It is told its values by place: whole numbers, texts and instants, or tuples of them to look `among`. What
    it asks cannot depend on them, since it sees only their places. Among no values it finds nothing.
    """
    made: dict[object, tuple[str, Row, SQLCompiler]] = {}

    @wraps(question)
    def ask(*values: Any) -> list[Row]:
        if () in values:
            return []
        lists = [_filled(value) if isinstance(value, tuple) else (value,) for value in values]
        kind = (connection.vendor, *map(len, lists))
        if kind not in made:
            made[kind] = _made(question(*_places(values, lists)))
        sql, places, compiler = made[kind]
        stored = [_stored(value) for values in lists for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, [stored[one.place] if isinstance(one, Given) else one for one in places])
            found = cursor.fetchall()
        # Of the connection that it was made for, it needs no more than the kind: how that one writes values.
        return [tuple(row) for row in compiler.results_iter([found])]

    return ask


def _filled(values: Row) -> Row:
    """The values, the last one repeated up to a power of two: few lengths, and the same rows among them."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


def _stored(value: int | str | datetime) -> Any:
    """The value as the database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _places(values: Row, lists: list[Row]) -> list[Any]:
    place, found = 0, []
    for value, filled in zip(values, lists, strict=True):
        given = tuple(Given(one, place + number) for number, one in enumerate(filled))
        found.append(given if isinstance(value, tuple) else given[0])
        place += len(filled)
    return found


def _made(question: QuerySet[Any, Any]) -> tuple[str, Row, SQLCompiler]:
    compiler = question.query.get_compiler(question.db)
    sql, places = compiler.as_sql()
    return sql, tuple(places), compiler
