"""What is read of archives, and what of hostile ones: as in a folder, never followed, never extracted."""

import gzip
import os
import random
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.importing.sources import FoundFile, NoSuchPathError, open_places
from articles.importing.sources import archive as archive_module
from articles.importing.sources.archive import Archive
from tests.hostile import archives
from tests.hostile.archives import header, info_of, packed, tar_of
from tests.seeds import seed

GOOD = seed("Good")
TEXT = b"a text" * 200  # longer than any header of an archive


def opened(path: Path) -> Archive:
    [place] = open_places([str(path)])
    assert isinstance(place, Archive)
    return place


def found(path: Path) -> dict[str, FoundFile]:
    return {file.path: file for file in opened(path).documents()}


def contents(path: Path) -> dict[str, bytes]:
    files = found(path)
    assert not [file for file in files.values() if file.problem]
    return {name: file.content for name, file in files.items()}


def problems(path: Path) -> dict[str, str]:
    return {name: file.problem.code for name, file in found(path).items() if file.problem}


def troubles(path: Path) -> list[str]:
    return [problem.code for _, problem in opened(path).troubles]


@pytest.mark.parametrize("suffix", archives.SUFFIXES)
def test_an_archive_gives_the_documents_of_its_folder(suffix: str, tmp_path: Path) -> None:
    files = {"a.md": b"A", "sub/b.txt": b"B" * 100_000, "c.jpg": b"C", ".d.md": b"D", "e.md": b""}
    path = packed(tmp_path / f"seeds{suffix}", files)
    assert contents(path) == {name: files[name] for name in ("a.md", "sub/b.txt", "e.md")}
    place = opened(path)
    assert (place.source.name, place.source.complete, place.troubles) == (str(path), True, ())
    assert {file.label for file in place.documents()} >= {f"{path}/a.md"}


@pytest.mark.parametrize("before", ["", "./", "powerapps/", "./powerapps-main/"])
def test_of_a_whole_site_below_any_top_folder_the_news_and_data_are_read(before: str, tmp_path: Path) -> None:
    names = [
        "_news/a.md",
        "_archive/_news/b.md",
        "_events/c.md",
        "index.md",
        "assets/d.md",
        "_news/.git/e.md",
    ]
    data = ["_data/topics/t.yaml", "_data/organizations/o.md", "_data/people/p.md", "_data/topics/x/y.yml"]
    path = packed(tmp_path / "site.tar.gz", dict.fromkeys((before + name for name in names + data), b"x"))
    assert sorted(contents(path)) == ["_archive/_news/b.md", "_news/a.md"]
    assert sorted(file.path for file in opened(path).site_data()) == data[1::-1]


def test_a_single_top_folder_is_looked_through_and_no_second_one(tmp_path: Path) -> None:
    deep = {"top/in/a.md": b"A", "top/in/b.md": b"B", ".github/c.md": b"C", "photo.jpg": b"D"}
    assert sorted(found(packed(tmp_path / "a.zip", deep))) == ["in/a.md", "in/b.md"]
    two = {"one/a.md": b"A", "two/b.md": b"B"}
    assert sorted(found(packed(tmp_path / "b.zip", two))) == ["one/a.md", "two/b.md"]
    alone = {"_news/a.md": b"A"}
    assert sorted(found(packed(tmp_path / "c.zip", alone))) == ["_news/a.md"]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_are_read_in_every_form_of_tar(form: int, tmp_path: Path) -> None:
    names = ["a" * 95 + ".md", f"{'folder/' * 20}{'b' * 90}.md", "pokémon.md"]
    names += [] if form == tarfile.USTAR_FORMAT else ["c" * 250 + ".md", f"{'long/' * 100}d.md"]
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of((info_of(f"top/{name}", name.encode()) for name in names), form))
    assert contents(path) == {name: name.encode() for name in names}


def test_links_devices_and_paths_that_lead_out_of_a_tar_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(archives.tar_with_traps(GOOD))
    inside = ("link.md", "folder", "hard.md", "pipe.md", "device.md", "disk.md", "folder.md", "twice.md")
    outside = ("../../up.md", "seeds/../../up-again.md", "/etc/absolute.md")
    assert problems(path) == dict.fromkeys((*inside, *outside), "unreadable")
    assert found(path)["good.md"].content == GOOD
    assert len(found(path)) == 12


def test_sparse_files_are_reported_and_their_neighbours_read(tmp_path: Path) -> None:
    sparse = tarfile.TarInfo("b.md")
    sparse.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.name": "b.md"}
    infos = [info_of("a.md", b"A"), (sparse, b""), info_of("c.md", b"C")]
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of(infos))
    assert problems(path) == {"b.md": "unreadable"}
    assert found(path)["c.md"].content == b"C"
    path.write_bytes(archives.old_sparse("b.md") + tar_of([info_of("c.md", b"C")]))
    assert problems(path) == {"b.md": "unreadable"}
    assert found(path)["c.md"].content == b"C"


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_names_in_a_tar_that_are_no_text_can_be_reported(form: int, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of([info_of("bad\udcff.md", b"A")], form))
    assert contents(path) == {"bad\\udcff.md": b"A"}


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_a_name_that_is_too_long_is_reported(suffix: str, tmp_path: Path) -> None:
    path = packed(tmp_path / f"a{suffix}", {f"{'x' * 1_100}.md": b"A", "b.md": b"B"})
    assert list(problems(path).values()) == ["unreadable"]
    assert max(len(name) for name in problems(path)) == 1_000


def test_a_document_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    for suffix in (".zip", ".tar.xz"):
        path = packed(tmp_path / f"a{suffix}", {"large.md": bytes(5_000_001), "largest.md": b"x" * 5_000_000})
        assert problems(path) == {"large.md": "too-large"}
        assert len(found(path)["largest.md"].content) == 5_000_000


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.xz"])
def test_a_truncated_tar_gives_what_comes_before_its_end_and_is_not_complete(
    suffix: str, tmp_path: Path
) -> None:
    noise = random.Random(1)
    files = {f"{number}.md": noise.randbytes(3_000) for number in range(50)}
    path = packed(tmp_path / f"a{suffix}", files)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert troubles(path) == ["unreadable"]
    read = contents(path)
    assert 15 < len(read) < 30
    assert all(files[name] == content for name, content in read.items())
    assert not opened(path).source.complete


def test_a_small_tar_that_breaks_off_in_its_compression_gives_what_comes_before(tmp_path: Path) -> None:
    files = {f"{number}.md": b"%d" % number for number in range(9)}
    path = packed(tmp_path / "a.tar.gz", files)
    path.write_bytes(path.read_bytes()[:-20])
    assert troubles(path) == ["unreadable"]
    read = contents(path)
    assert len(read) > 5
    assert read.items() <= files.items()


@pytest.mark.parametrize("name", ["a.tar.bz2", "a.7z", "a.rar", "a.md.gz", "A.TAR.ZST"])
def test_archives_of_kinds_that_are_not_read_are_said(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"BZh9")
    with pytest.raises(NoSuchPathError, match="not read; pack it as"):
        open_places([str(tmp_path / name)])


def test_a_gzip_named_like_a_plain_tar_is_of_another_kind(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.tar.gz", {"a.md": TEXT}).rename(tmp_path / "a.tar")
    with pytest.raises(NoSuchPathError, match="of another kind than its name says"):
        open_places([str(path)])


def test_a_size_of_thousands_of_digits_is_too_much(tmp_path: Path) -> None:
    record = b" size=" + b"9" * 5_000 + b"\n"
    record = b"%d" % (len(record) + 4) + record
    raw = header("pax", len(record), tarfile.XHDTYPE) + record.ljust(10 * 512, b"\0") + header("a.md", 0)
    (tmp_path / "a.tar").write_bytes(raw)
    assert (contents(tmp_path / "a.tar"), troubles(tmp_path / "a.tar")) == ({}, ["too-large"])


def test_a_tar_without_the_mark_at_its_end_is_read_but_not_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of([info_of("a.md", b"A" * 512)])[:1024])
    assert (contents(path), troubles(path)) == ({"a.md": b"A" * 512}, ["unreadable"])


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.xz"])
def test_of_a_damaged_tar_nothing_is_read(suffix: str, tmp_path: Path) -> None:
    noise = random.Random(1)
    path = packed(tmp_path / f"a{suffix}", {f"{number}.md": noise.randbytes(10_240) for number in range(20)})
    raw = bytearray(path.read_bytes())
    raw[-8 if suffix == ".tar.gz" else 10 * 10_752 if suffix == ".tar" else -100] ^= 0xFF
    path.write_bytes(raw)
    assert (contents(path), troubles(path)) == ({}, ["unreadable"])
    assert not opened(path).source.complete


def test_a_checksum_far_behind_the_last_member_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    raw = bytearray(gzip.compress(tar_of([info_of("a.md", TEXT)]) + bytes(200_000)))
    path.write_bytes(raw)
    assert contents(path) == {"a.md": TEXT}
    raw[-8] ^= 0xFF
    path.write_bytes(raw)
    assert (contents(path), troubles(path)) == ({}, ["unreadable"])


NO_ARCHIVES: dict[str, Callable[[Path], object]] = {
    "text.zip": lambda path: path.write_bytes(TEXT),
    "text.tar": lambda path: path.write_bytes(TEXT),
    "text.tar.gz": lambda path: path.write_bytes(TEXT),
    "text.tar.xz": lambda path: path.write_bytes(TEXT),
    "nothing.zip": lambda path: path.write_bytes(b""),
    "nothing.tar": lambda path: path.write_bytes(b""),
    "nothing.tar.xz": lambda path: path.write_bytes(b""),
    "no-members.zip": lambda path: packed(path, {}),
    "no-members.tar": lambda path: packed(path, {}),
    "zeros.tar": lambda path: path.write_bytes(bytes(10_000)),
    "cut-off.zip": lambda path: path.write_bytes(packed(path, {"a.md": TEXT}).read_bytes()[:-30]),
    "tar-in-name-only.tar.gz": lambda path: packed(path.with_suffix(".tar"), {}).rename(path),
    "directory-elsewhere.zip": lambda path: archives.with_end(packed(path, {"a.md": TEXT}), offset=1 << 20),
    "directory-too-long.zip": lambda path: archives.with_end(packed(path, {"a.md": TEXT}), size=1 << 20),
    "negative.tar": lambda path: path.write_bytes(archives.with_size((-512).to_bytes(12, signed=True))),
    "minus.tar": lambda path: path.write_bytes(archives.with_size(b"-0000000512\0")),
    "memory.tar.xz": lambda path: archives.asking_for_memory(path, {"a.md": TEXT}),
    "pipe.zip": os.mkfifo,
    "pipe.tar": os.mkfifo,
}


@pytest.mark.parametrize("name", NO_ARCHIVES)
def test_what_is_no_archive_despite_its_name_cannot_be_opened(name: str, tmp_path: Path) -> None:
    NO_ARCHIVES[name](tmp_path / name)
    with pytest.raises(NoSuchPathError, match=name):
        open_places([str(tmp_path / name)])


def test_a_folder_with_the_name_of_an_archive_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    (tmp_path / "a.zip" / "a.md").write_bytes(GOOD)
    [place] = open_places([str(tmp_path / "a.zip")])
    assert [file.path for file in place.documents()] == ["a.md"]


def test_an_archive_within_an_archive_or_a_folder_is_passed_over(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"a.md": GOOD}).read_bytes()
    assert list(found(packed(tmp_path / "outer.tar", {"inner.zip": inner, "b.md": GOOD}))) == ["b.md"]
    [folder] = open_places([str(tmp_path)])
    assert list(folder.documents()) == []


def test_documents_that_are_too_many_bytes_together_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": TEXT, "b.md": TEXT})
    monkeypatch.setattr(archive_module, "MAX_UNPACKED", 2 * len(TEXT) - 1)
    assert (contents(path), troubles(path)) == ({}, ["too-large"])
    monkeypatch.setattr(archive_module, "MAX_UNPACKED", 2 * len(TEXT))
    assert len(contents(path)) == 2


def test_names_that_are_too_long_together_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": TEXT, "b.md": TEXT, "photo.jpg": b""})
    monkeypatch.setattr(archive_module, "MAX_NAMES", 8)
    assert len(contents(path)) == 2
    monkeypatch.setattr(archive_module, "MAX_NAMES", 7)
    assert troubles(path) == ["too-large"]


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_an_archive_that_changes_while_it_is_read_stops_the_import(suffix: str, tmp_path: Path) -> None:
    path = packed(tmp_path / f"a{suffix}", {"a.md": TEXT, "b.md": TEXT})
    place = opened(path)
    packed(path, {"c.md": TEXT})
    with pytest.raises(NoSuchPathError, match="changed while it was read"):
        list(place.documents())


def test_a_source_that_is_broken_at_one_path_is_complete_at_none(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.tar", {"a.md": TEXT})
    broken = packed(tmp_path / "broken.tar", {"b.md": TEXT})
    broken.write_bytes(broken.read_bytes()[:1024])
    places = open_places([str(whole), str(broken)], name="both")
    assert [place.source.complete for place in places] == [False, False]
    assert [place.source.complete for place in open_places([str(whole), str(broken)])] == [True, False]


NAMES = st.lists(
    st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=30),
    min_size=1,
    max_size=3,
).map("/".join)


@given(
    files=st.dictionaries(NAMES.map(lambda name: f"x/{name}.md"), st.binary(max_size=2_000), max_size=5),
    suffix=st.sampled_from([".zip", ".tar", ".tar.gz", ".tar.xz"]),
)
def test_archives_give_what_the_standard_library_put_into_them(files: dict[str, bytes], suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = packed(Path(folder) / f"a{suffix}", {**files, "photo.jpg": b"x"})
        read = {file.content for file in opened(path).documents() if not file.problem}
        assert read <= set(files.values())
        plain = [name for name in files if name.isascii() and name.isalnum()]
        assert len(read) >= len({files[name] for name in plain})


MADE = {
    suffix: {f"{number}.md": TEXT for number in range(3)} for suffix in (".zip", ".tar", ".tar.gz", ".tar.xz")
}


@given(
    suffix=st.sampled_from(sorted(MADE)),
    at=st.integers(0, 5_000),
    put=st.binary(max_size=40),
    cut=st.integers(0, 600),
)
@example(suffix=".zip", at=0, put=b"", cut=0)
def test_any_bytes_have_a_documented_outcome(suffix: str, at: int, put: bytes, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = packed(Path(folder) / f"a{suffix}", MADE[suffix])
        raw = path.read_bytes()
        path.write_bytes(raw[: at % len(raw)] + put + raw[at % len(raw) + cut :])
        try:
            place = opened(path)
            codes = {file.problem.code for file in place.documents() if file.problem}
        except NoSuchPathError:
            return
        assert codes <= {"unreadable", "too-large"}
        assert {problem.code for _, problem in place.troubles} <= {"unreadable", "too-large"}
