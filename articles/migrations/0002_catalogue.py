"""What each database does by itself for the catalogue: note which entries are due, and hold words to search.

The triggers look only at published articles and at what an entry is made of: a collector that rewrites its
candidates costs nothing.
"""

from typing import Any

from django.db import migrations

WATCHED = (
    "title", "excerpt", "commentary", "body", "decision", "flagged",
    "live_from", "live_until", "published_at", "changed_at", "provider_id", "heat",
)  # fmt: skip

SQLITE = [
    # The words, without a copy of the text: SQLite reads it from the entry. `ascii` splits at blanks and leaves
    # every other character of a word alone, as PostgreSQL does below.
    """
    CREATE VIRTUAL TABLE articles_words USING fts5 (
        title, text, labels, content='articles_entry', content_rowid='place', columnsize=0,
        tokenize="ascii tokenchars '_'", prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER articles_entry_added AFTER INSERT ON articles_entry BEGIN
        INSERT INTO articles_words (rowid, title, text, labels)
        VALUES (NEW.place, NEW.title, NEW.text, NEW.labels);
    END
    """,
    """
    CREATE TRIGGER articles_entry_gone AFTER DELETE ON articles_entry BEGIN
        INSERT INTO articles_words (articles_words, rowid, title, text, labels)
        VALUES ('delete', OLD.place, OLD.title, OLD.text, OLD.labels);
    END
    """,
    """
    CREATE TRIGGER articles_article_added AFTER INSERT ON articles_article WHEN NEW.status = 'published' BEGIN
        INSERT INTO articles_due (article_id) VALUES (NEW.id);
    END
    """,
    f"""
    CREATE TRIGGER articles_article_changed AFTER UPDATE OF {", ".join(WATCHED)} ON articles_article
    WHEN (OLD.status = 'published' OR NEW.status = 'published')
        AND ({" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in WATCHED)})
    BEGIN
        INSERT INTO articles_due (article_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER articles_article_gone AFTER DELETE ON articles_article WHEN OLD.status = 'published' BEGIN
        INSERT INTO articles_due (article_id) VALUES (OLD.id);
    END
    """,
    *(
        f"""
        CREATE TRIGGER articles_topic_{done} AFTER {event} ON articles_articletopic
        WHEN EXISTS (SELECT 1 FROM articles_article WHERE id = {row}.article_id AND status = 'published')
        BEGIN
            INSERT INTO articles_due (article_id) VALUES ({row}.article_id);
        END
        """
        for done, event, row in (
            ("added", "INSERT", "NEW"),
            ("changed", "UPDATE OF topic_id", "NEW"),
            ("gone", "DELETE", "OLD"),
        )
    ),
]

POSTGRESQL = [
    # Words with their places, made here and not by a parser of PostgreSQL's, which would split them its own way.
    """
    CREATE FUNCTION articles_placed(words text, weight text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(
            string_agg('''' || word || ''':' || least(place + 1, 16383) || weight, ' '), ''
        )::tsvector
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS listed (word, place) WHERE word <> ''
    $$
    """,
    # Places start at 2 and go on from one part to the next: no phrase spans title and text.
    """
    ALTER TABLE articles_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        articles_placed(title, 'A') || articles_placed(text, '') || strip(articles_placed(labels, ''))
    ) STORED
    """,
    "CREATE INDEX entry_words ON articles_entry USING gin (words) WITH (fastupdate = off)",
    """
    CREATE FUNCTION articles_note_article() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO articles_due (article_id) VALUES (coalesce(NEW.id, OLD.id));
        RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION articles_note_topic() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO articles_due (article_id) SELECT id FROM articles_article
        WHERE id = coalesce(NEW.article_id, OLD.article_id) AND status = 'published';
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER articles_article_added AFTER INSERT ON articles_article
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION articles_note_article()
    """,
    f"""
    CREATE TRIGGER articles_article_changed AFTER UPDATE OF {", ".join(WATCHED)} ON articles_article
    FOR EACH ROW WHEN (
        (OLD.status = 'published' OR NEW.status = 'published')
        AND ({", ".join(f"OLD.{name}" for name in WATCHED)})
            IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in WATCHED)})
    ) EXECUTE FUNCTION articles_note_article()
    """,
    """
    CREATE TRIGGER articles_article_gone AFTER DELETE ON articles_article
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION articles_note_article()
    """,
    """
    CREATE TRIGGER articles_topic_changed AFTER INSERT OR DELETE OR UPDATE OF topic_id ON articles_articletopic
    FOR EACH ROW EXECUTE FUNCTION articles_note_topic()
    """,
]

# Articles that were published before there was a catalogue.
NOTE_ALL = "INSERT INTO articles_due (article_id) SELECT id FROM articles_article WHERE status = 'published'"


def make(apps: Any, schema_editor: Any) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in [*statements, NOTE_ALL]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(make)]
