"""Rows in bulk, past the ORM, which takes ten times as long where tens of thousands are written.

Values are those that model fields take. Columns that are not named get the default of their field.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Field, Lookup, Model
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]
T = TypeVar("T")

CHUNK = 500  # values per IN list, where Django makes one: few enough for any planner
MAX_VARIABLES = 999  # of a statement: what any build of SQLite takes

# Fields whose values every driver takes as they are; those of others are prepared one by one.
PLAIN = {
    models.BigAutoField,
    models.BigIntegerField,
    models.BinaryField,
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.OneToOneField,
    models.PositiveIntegerField,
    models.TextField,
}


class OneOf(Lookup):
    """Whether a column has one of many values, which travel as one: any number of them, and soon said."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet  # as Django's own `in` does: such a question need not be asked
        column, params = self.process_lhs(compiler, connection)
        return f"{column} {self._among(connection)}", (*params, json.dumps(self.rhs))

    def _among(self, connection: BaseDatabaseWrapper) -> str:
        if connection.vendor == "postgresql":  # a text: its driver takes three times as long for an array
            is_number = self.lhs.output_field.db_type(connection) in ("bigint", "integer")
            kind = "bigint" if is_number else "text"
            return f"= ANY (ARRAY(SELECT json_array_elements_text(%s)::{kind}))"
        return "IN (SELECT value FROM json_each(%s))"


def one_of(field: str, values: Iterable[Any]) -> OneOf:
    """A filter for the rows of which `field`, a column of texts or numbers, has one of `values`."""
    return OneOf(F(field), list(values))


def chunked(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`values` in lists of at most `size`."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Ids for `count` new rows, so that rows can refer to each other before they are there."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "WITH named AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence)"
                " SELECT nextval(sequence) FROM named, generate_series(1, %s)",
                [f'"{table}"', count],
            )
            return [row[0] for row in cursor.fetchall()]
        # Ours is the one transaction that writes; SQLite goes on counting from the highest id given.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
        return list(range(last + 1, last + count + 1))


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, each with values for the columns `names`.

    PostgreSQL takes rows in while `rows` makes the next ones, so nothing may be asked of it for these.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = _fields(model)
    given = [fields.pop(name) for name in names]
    defaults = [field for field in fields.values() if not field.primary_key]
    constants = tuple(field.get_db_prep_save(field.get_default(), connection) for field in defaults)
    columns = ", ".join(_quoted(field) for field in [*given, *defaults])
    ready = ((*row, *constants) for row in _converted(given, chain((first,), rows)))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", ready)
            return
        with connection.execute_wrapper(_refuse):
            many = list(ready)
        _insert_many(cursor, f"INSERT INTO {table} ({columns}) VALUES ", many)  # noqa: S608


def _copy(cursor: Any, statement: str, rows: Iterable[Row]) -> None:
    with (
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
        connection.execute_wrapper(_refuse),
    ):
        for row in rows:
            copy.write_row(row)


def _refuse(*_: Any) -> NoReturn:
    """In place of a statement between rows: the server would wait for rows, and the driver for the server."""
    raise RuntimeError("What makes rows to insert may ask nothing of the database.")


def _insert_many(cursor: Any, statement: str, rows: Sequence[Row]) -> None:
    """Insert `rows` with two statements, however many there are.

    The first one takes as many rows at once as it may have variables, in half the time of one by one.
    """
    marks = f"({', '.join(['%s'] * len(rows[0]))})"
    size = max(MAX_VARIABLES // len(rows[0]), 1)
    whole = len(rows) - len(rows) % size
    many = (list(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size))
    cursor.executemany(statement + ", ".join([marks] * size), many)
    cursor.executemany(statement + marks, rows[whole:])


def update(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Update rows: each has the values for the columns `names`, then its id."""
    if not (rows := list(rows)):
        return
    fields = _fields(model)
    quote = connection.ops.quote_name
    given = [fields[name] for name in [*names, "id"]]
    assignments = ", ".join(f"{_quoted(field)} = %s" for field in given[:-1])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {assignments} WHERE {quote('id')} = %s",  # noqa: S608
            list(_converted(given, rows)),
        )


def _fields(model: type[Model]) -> dict[str, Field]:
    """The columns that can be written, by the name of their attribute."""
    return {field.attname: field for field in model._meta.concrete_fields if not field.generated}


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(str(field.column))


def _converted(fields: Sequence[Field], rows: Iterable[Row]) -> Iterable[Row]:
    converted = [(index, field) for index, field in enumerate(fields) if type(field) not in PLAIN]
    if not converted:
        return rows
    wrapper = connections[connection.alias]  # `connection` looks itself up each time

    def ready(row: Row) -> Row:
        values = list(row)
        for index, field in converted:
            values[index] = field.get_db_prep_save(values[index], wrapper)
        return values

    return map(ready, rows)
