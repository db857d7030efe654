"""Related entries are kept once as blocks; documents say of them their keys alone.

Bytes that are kept already stay as they are: a document without blocks holds its entries itself. An index goes
that imports of many links paid for: the few links of one article are soon sorted.
"""

import json
from collections.abc import Callable
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def keys_alone(apps: Any, schema_editor: Any) -> None:
    rewrite(schema_editor, lambda entry: entry["key"])


def keys_with_digests(apps: Any, schema_editor: Any) -> None:
    """Back to entries; which copy each was is in the links, and nothing asks documents. Never without its blocks."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_document WHERE blocks_at IS NOT NULL")
        if held := cursor.fetchone()[0]:
            raise IrreversibleError(f"{held} documents would lose their related entries; restore a backup.")
    rewrite(schema_editor, lambda key: {"key": key})


def rewrite(schema_editor: Any, told: Callable[[Any], Any]) -> None:
    """Go through the documents by their ids: there may be more than memory holds."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, said FROM articles_document WHERE id > %s AND related_count > 0"
                " ORDER BY id LIMIT 500",
                [last],
            )
            if not (rows := cursor.fetchall()):
                return
            last = rows[-1][0]
            texts = []
            for id_, text in rows:
                said = json.loads(text)
                said["related"] = [told(entry) for entry in said.get("related", ())]
                texts.append((json.dumps(said, ensure_ascii=False, separators=(",", ":")), id_))
            cursor.executemany("UPDATE articles_document SET said = %s WHERE id = %s", texts)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_fewer_indexes_on_links")]

    operations = [
        migrations.AddField("document", "blocks_at", models.PositiveIntegerField(null=True)),
        migrations.AddField("document", "shelved", models.BinaryField(default=b"")),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("digest", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("text", models.BinaryField()),
                (
                    "mention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="articles.mention",
                    ),
                ),
            ],
            options={"verbose_name": "block", "verbose_name_plural": "blocks", "default_permissions": ()},
        ),
        migrations.RunPython(keys_alone, keys_with_digests),
        migrations.RemoveIndex("relatedlink", "related_link_in_order"),
    ]
