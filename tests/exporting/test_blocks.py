"""Related entries are kept once, and files put together from them again."""

import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError

from articles.exporting import CannotExportError
from articles.importing.run import Options, import_seeds
from articles.models import Block, Document, RelatedLink, Shelf
from tests.exporting.exports import exported
from tests.seedfile.test_related import DOCUMENT, document
from tests.seeds import write_seeds

pytestmark = pytest.mark.django_db
ONE = document(DOCUMENT.replace('"Bridge 2"', '"Bridge 4"', 1))
OTHER = ONE.replace(b'"https://news.example/1"', b'"https://news.example/7"', 1)
SPELT_OTHERWISE = OTHER.replace(b"quality: 97\n", b"quality:  97\n")


def test_files_share_the_entries_that_both_list(tmp_path):
    files = {"2024-03-05-one.md": ONE, "2024-03-05-other.md": OTHER}
    import_seeds([str(write_seeds(tmp_path / "in", files))], Options())
    assert Block.objects.count() == 4
    assert exported(tmp_path / "out") == files


def test_entries_that_say_the_same_in_other_bytes_are_two_blocks(tmp_path):
    files = {"2024-03-05-one.md": ONE, "2024-03-05-other.md": SPELT_OTHERWISE}
    import_seeds([str(write_seeds(tmp_path / "in", files))], Options())
    assert Block.objects.count() == 8
    assert Block.objects.values("mention").distinct().count() == 4
    assert exported(tmp_path / "out") == files


def test_a_later_run_finds_the_blocks_of_an_earlier_one(tmp_path):
    for name, raw in (("2024-03-05-one.md", ONE), ("2024-03-05-other.md", OTHER)):
        import_seeds([str(write_seeds(tmp_path / name, {name: raw}))], Options())
    assert Block.objects.count() == 4
    assert set(exported(tmp_path / "out").values()) == {ONE, OTHER}


def test_a_file_whose_block_is_lost_is_not_written_half(tmp_path):
    import_seeds([str(write_seeds(tmp_path / "in", {"2024-03-05-one.md": ONE}))], Options())
    Block.objects.order_by("digest")[0].delete()
    with pytest.raises(CannotExportError, match="restore document"):
        exported(tmp_path / "out")


def test_documents_of_earlier_versions_are_migrated(tmp_path):
    import_seeds([str(write_seeds(tmp_path / "in", {"2024-03-05-one.md": ONE}))], Options())
    migration = import_module("articles.migrations.0008_blocks")
    [document] = Document.objects.all()
    keys = document.said["related"]
    editor = SimpleNamespace(connection=connection)
    with pytest.raises(IrreversibleError, match="1 documents would lose"):
        migration.keys_with_digests(None, editor)
    Document.objects.update(blocks_at=None)
    migration.keys_with_digests(None, editor)
    assert Document.objects.get().said["related"] == [{"key": key} for key in keys]
    migration.keys_alone(None, editor)
    assert Document.objects.get().said == document.said
    assert json.dumps(Document.objects.get().said) == json.dumps(document.said)
    assert keys == list(RelatedLink.objects.values_list("key", flat=True))
    assert Shelf([document]).raw(document) == ONE
