"""Rows in bulk, past the ORM, which takes ten times as long where tens of thousands are written.

Values are those that model fields take. Columns that are not named get the default of their field.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, connections, models
from django.db.models import Field, Model

Row = Sequence[Any]

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


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Ids for `count` new rows, so that rows can refer to each other before they are there."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "nextval(pg_get_serial_sequence(%s, 'id'))"
            cursor.execute(f"SELECT {sequence} FROM generate_series(1, %s)", [f'"{table}"', count])  # noqa: S608
            return [row[0] for row in cursor.fetchall()]
        # Ours is the one transaction that writes; SQLite goes on counting from the highest id given.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
        return list(range(last + 1, last + count + 1))


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, each with values for the columns `names`."""
    if not (rows := list(rows)):
        return
    fields = _fields(model)
    given = [fields.pop(name) for name in names]
    defaults = [field for field in fields.values() if not field.primary_key]
    constants = tuple(field.get_db_prep_save(field.get_default(), connection) for field in defaults)
    columns = ", ".join(_quoted(field) for field in [*given, *defaults])
    ready = [(*row, *constants) for row in _converted(given, rows)]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(ready[0]))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", ready)  # noqa: S608


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
            _converted(given, rows),
        )


def _fields(model: type[Model]) -> dict[str, Field]:
    """The columns that can be written, by the name of their attribute."""
    return {field.attname: field for field in model._meta.concrete_fields if not field.generated}


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(str(field.column))


def _converted(fields: Sequence[Field], rows: Sequence[Row]) -> Sequence[Row]:
    converted = [(index, field) for index, field in enumerate(fields) if type(field) not in PLAIN]
    if not converted:
        return rows
    ready: list[Row] = []
    wrapper = connections[connection.alias]  # `connection` looks itself up each time
    for row in rows:
        values = list(row)
        for index, field in converted:
            values[index] = field.get_db_prep_save(values[index], wrapper)
        ready.append(values)
    return ready
