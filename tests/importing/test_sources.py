"""What is found below a path, and what is never followed or read."""

import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.importing.sources import (
    STANDARD_INPUT,
    FoundFile,
    NoSuchPathError,
    Place,
    find_files,
    open_places,
    source_of,
)
from articles.seedfile import MAX_BYTES
from tests.seeds import seed


def found(*paths: Path | str) -> dict[str, FoundFile]:
    return {file.path: file for file in find_files([str(path) for path in paths])}


def opened(path: Path | str) -> Place:
    [place] = open_places([str(path)])
    return place


def problems(folder: Path) -> dict[str, str]:
    return {path: file.problem.code for path, file in found(folder).items() if file.problem}


def test_documents_are_found_in_all_folders_below_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a.md", "b.markdown", "c.TXT", "sub/deep/d.md", "e.jpg", "README.md", ".hidden.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(seed())
    for folder in (".git", "_data"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.md").write_bytes(seed())
    assert sorted(found(tmp_path)) == ["a.md", "b.markdown", "c.TXT", "sub/deep/d.md"]


def test_of_a_whole_site_only_the_news_are_read(tmp_path: Path) -> None:
    for name in ("_news/a.md", "_archive/_news/b.md", "_events/c.md", "index.md", "_data/organizations/d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(seed())
    assert list(found(tmp_path)) == ["_news/a.md", "_archive/_news/b.md"]
    assert [file.path for file in opened(tmp_path).site_data()] == ["_data/organizations/d.md"]


@pytest.mark.parametrize("path", [".", "./", "../{name}", "./../{name}/"])
def test_the_folder_that_one_is_in_is_listed_like_any_other(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.md", "aa/b.md", "ab/b.md", "c/deep/b.md"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(seed())
    monkeypatch.chdir(tmp_path)
    assert sorted(found(path.format(name=tmp_path.name))) == names


def test_a_whole_site_that_one_is_in_is_known_by_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_news/a.md", "_archive/_news/b.md", "_data/organizations/d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(seed())
    monkeypatch.chdir(tmp_path)
    files = [*opened(".").documents(), *opened(".").site_data()]
    told = ["_news/a.md", "_archive/_news/b.md", "_data/organizations/d.md"]
    assert [file.path for file in files] == [file.label for file in files] == told


def test_links_pipes_and_folders_named_like_documents_are_reported(tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.md"
    outside.write_bytes(seed())
    (tmp_path / "link.md").symlink_to(outside)
    (tmp_path / "folder-link").symlink_to(tmp_path.parent)
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    started = time.monotonic()
    assert problems(tmp_path) == dict.fromkeys(
        ("link.md", "folder-link", "folder.md", "pipe.md"), "unreadable"
    )
    assert time.monotonic() - started < 1
    assert opened(tmp_path).source.complete


def test_a_single_path_that_is_no_regular_file_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert problems(tmp_path / "pipe.md") == {"pipe.md": "unreadable"}
    assert problems(Path(os.devnull)) == {Path(os.devnull).name: "unreadable"}


@pytest.mark.parametrize("link", ["_news", "_archive", "_data", "_data/topics"])
def test_folders_of_a_site_that_are_links_are_not_followed(link: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    for folder in ("_news", "topics", "organizations"):
        (outside / folder).mkdir(parents=True)
        (outside / folder / "x.md").write_bytes(seed())
        (outside / folder / "x.yaml").write_bytes(b"name: X")
    site = tmp_path / "site"
    (site / link).parent.mkdir(parents=True)
    (site / link).symlink_to(outside / "topics" if link == "_data/topics" else outside)
    place = opened(site)
    assert list(place.documents()) == list(place.site_data()) == []
    assert {problem.code for _, problem in place.troubles} == {"unreadable"}
    assert not place.source.complete


def test_a_folder_that_cannot_be_listed_is_said_and_nothing_of_its_source_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.md").write_bytes(seed())
    real = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    place = opened(tmp_path)
    [(label, problem)] = place.troubles
    assert (label, problem.code) == (f"{tmp_path}/closed", "unreadable")
    assert not place.source.complete
    assert [file.path for file in place.documents()] == ["a.md"]


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(seed())
    real = os.open

    def open_(path: Path, flags: int) -> int:
        if Path(path).name == "a.md":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", open_)
    assert problems(tmp_path) == {"a.md": "unreadable"}


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(seed())
    place = opened(tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.md").symlink_to(__file__)
    [file] = place.documents()
    assert file.problem
    assert file.problem.code == "unreadable"


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as stream:
        stream.truncate(1 << 30)
    file = found(tmp_path)["huge.md"]
    assert file.problem
    assert (file.problem.code, file.content) == ("too-large", b"")


def test_the_largest_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * MAX_BYTES)
    assert len(found(tmp_path)["a.md"].content) == MAX_BYTES


def test_names_that_are_no_text_can_be_reported(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.md"))).write_bytes(seed())
    assert list(found(tmp_path)) == ["bad\\udcff.md"]


def test_a_path_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match="no such file or folder"):
        list(find_files([str(tmp_path), str(tmp_path / "nowhere")]))


def test_a_single_file_has_the_source_of_its_folder_which_is_then_not_whole(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(seed())
    folder, file = source_of(str(tmp_path)), source_of(str(tmp_path / "a.md"))
    assert folder.name == file.name
    assert (folder.complete, file.complete) == (True, False)
    assert list(found(tmp_path / "a.md")) == ["a.md"]


def test_a_path_that_may_not_be_looked_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def stat(path: Path, **how: bool) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(NoSuchPathError, match="Permission denied"):
        open_places(["somewhere/a.md"])


class ReadsNothing(io.RawIOBase):
    """Standard input that cannot be read, as a folder given for it."""

    def read(self, size: int = -1) -> bytes:
        raise IsADirectoryError(21, "Is a directory")


def piped(stream: io.RawIOBase | io.BytesIO) -> object:
    class Input:
        buffer = stream

    return Input()


def test_standard_input_is_one_document_of_a_source_that_is_never_complete(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", piped(io.BytesIO(b"x" * MAX_BYTES)))
    [file] = find_files([STANDARD_INPUT])
    assert (file.label, len(file.content), file.problem) == ("-", MAX_BYTES, None)
    assert not file.source.complete


def test_of_endless_standard_input_no_more_is_read_than_a_document_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.BytesIO(b"x" * (MAX_BYTES + 1_000))
    monkeypatch.setattr(sys, "stdin", piped(stream))
    [file] = find_files([STANDARD_INPUT])
    assert file.problem
    assert (file.problem.code, file.content, stream.tell()) == ("too-large", b"", MAX_BYTES + 1)


def test_standard_input_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", piped(ReadsNothing()))
    [file] = find_files([STANDARD_INPUT])
    assert file.problem
    assert file.problem.code == "unreadable"


def test_standard_input_that_is_closed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(NoSuchPathError, match="standard input is closed"):
        list(find_files([STANDARD_INPUT]))


def test_paths_that_are_too_long_to_be_kept_are_reported(tmp_path: Path) -> None:
    letters = "é" * 100
    deep = "/".join([letters] * 4)
    (tmp_path / deep).mkdir(parents=True)
    (tmp_path / deep / f"{letters}.md").write_bytes(b"A")
    (tmp_path / deep / "b.md").write_bytes(b"B")
    assert problems(tmp_path) == {f"{deep}/{letters}.md": "unreadable"}
    assert found(tmp_path)[f"{deep}/b.md"].content == b"B"


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Path]:
    """Nest folders deeper than any path that a system takes at once; remove them, which pytest cannot."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("a", dir_fd=here)
        above, here = here, os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(above)
    os.close(here)
    yield tmp_path
    outer, inner = tmp_path / "a", tmp_path / "inner"
    while (outer / "a").exists():
        (outer / "a").rename(inner)
        outer.rmdir()
        inner.rename(outer)


def test_folders_nested_without_end_are_given_up_and_their_source_is_not_whole(endless: Path) -> None:
    (endless / "b.md").write_bytes(b"B")
    place = opened(endless)
    assert [problem.code for _, problem in place.troubles] == ["unreadable"]
    assert not place.source.complete
    assert [file.path for file in place.documents()] == ["b.md"]


def test_an_empty_path_is_not_the_folder_that_one_is_in() -> None:
    with pytest.raises(NoSuchPathError, match="an empty path"):
        open_places([""])


def test_a_source_with_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPathError, match="--source"):
        open_places([str(tmp_path)], name="é" * 501)
