"""Files come whole or not at all, and nowhere else."""

from pathlib import Path

import pytest

from articles.exporting.folder import Folder, OutsideError


def test_a_file_replaces_the_one_before_and_leaves_all_others(tmp_path):
    (tmp_path / "_news").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "_news" / name).write_text("old")
    Folder(tmp_path).write("a", b"new")
    found = {path.name: path.read_text() for path in (tmp_path / "_news").iterdir()}
    assert found == {"a.md": "new", "b.md": "old"}


def test_a_folder_is_made_where_there_is_none(tmp_path):
    Folder(tmp_path / "one" / "two").write("a", b"new")
    assert (tmp_path / "one/two/_news/a.md").read_bytes() == b"new"


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path, monkeypatch):
    folder = Folder(tmp_path)
    folder.write("a", b"old")

    def disk_full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", disk_full)
    with pytest.raises(OSError, match="No space"):
        folder.write("a", b"new")
    assert [path.name for path in folder.path.iterdir()] == ["a.md"]
    assert (folder.path / "a.md").read_bytes() == b"old"


@pytest.mark.parametrize("slug", ["../a", "a/b", "/a", "a\0", "a\n"])
def test_a_slug_that_is_no_file_name_is_refused(slug, tmp_path):
    with pytest.raises(OutsideError, match="no file name"):
        Folder(tmp_path).write(slug, b"")


def test_a_folder_that_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/_news").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutsideError, match="leads out"):
        Folder(tmp_path / "out")


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    folder = Folder(tmp_path / "out")
    (folder.path / "a.md").symlink_to(outside)
    folder.write("a", b"new")
    assert (outside.read_text(), (folder.path / "a.md").read_text()) == ("mine", "new")
