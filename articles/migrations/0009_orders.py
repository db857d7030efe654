"""The indexes of the newest hold what lists are put in order by, so that two thousand are read from them alone."""

from typing import Any

from django.db import migrations
from django.db.models import F, Index, Q

PUBLISHED = Q(status="published")
NEWEST = (F("live_from").desc(), F("id").desc(), "quality", "heat", "live_until")
# A topic's newest are looked up one by one, which PostgreSQL does by block: these lie closer together than
# articles. SQLite looks them up in the table as fast.
POSTGRESQL = """
    CREATE INDEX article_order ON articles_article (id) INCLUDE (quality, heat, live_from, live_until)
    WHERE status = 'published'
"""


def make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def unmake(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX article_order")


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_blocks")]
    operations = [
        migrations.RemoveIndex("article", "article_live"),
        migrations.RemoveIndex("article", "article_by_provider"),
        migrations.AddIndex("article", Index(*NEWEST, condition=PUBLISHED, name="article_live")),
        migrations.AddIndex(
            "article",
            Index("provider", *NEWEST, condition=PUBLISHED, name="article_by_provider"),
        ),
        migrations.RunPython(make, unmake),
    ]
