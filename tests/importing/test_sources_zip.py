"""What is read of zip archives, and what of damaged and hostile ones."""

import zipfile
from pathlib import Path

import pytest

from articles.importing.sources import NoSuchPathError
from tests.hostile import archives
from tests.hostile.archives import packed
from tests.importing.test_sources_archives import GOOD, TEXT, contents, found, opened, problems, troubles


def test_of_a_zip_whose_directory_is_damaged_nothing_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": TEXT, "b.md": TEXT})
    raw = bytearray(path.read_bytes())
    raw[raw.rfind(b"PK\1\2")] ^= 0xFF
    path.write_bytes(raw)
    assert (contents(path), troubles(path)) == ({}, ["unreadable"])


def test_a_zip_that_has_other_members_than_it_says_is_not_read(tmp_path: Path) -> None:
    path = archives.with_end(packed(tmp_path / "a.zip", {"a.md": TEXT}), count=2)
    assert (contents(path), troubles(path)) == ({}, ["unreadable"])


@pytest.mark.parametrize("cut", [1, 30, 60])
def test_a_zip_that_breaks_off_is_not_taken_for_an_archive_within_it(cut: int, tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"inner.md": GOOD}).read_bytes()
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as outer:
        outer.writestr("2024-05-01-good.md", GOOD)
        outer.writestr("inner.zip", inner)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(NoSuchPathError, match="breaks off"):
        opened(path)


def test_behind_other_bytes_a_zip_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": TEXT})
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())
    assert contents(path) == {"a.md": TEXT}


def test_a_member_of_a_zip_that_is_damaged_costs_itself_alone(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": TEXT, "b.md": TEXT[1:]})
    raw = bytearray(path.read_bytes())
    raw[40] ^= 0xFF
    path.write_bytes(raw)
    assert problems(path) == {"a.md": "unreadable"}
    assert found(path)["b.md"].content == TEXT[1:]
    assert opened(path).source.complete


def test_names_in_a_zip_that_are_no_text_or_do_not_say_which_can_be_reported(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"bad-----.md": b"A", "caf--.md": b"B", "na--ve.md": b"C"})
    raw = path.read_bytes().replace(b"bad-----", b"bad\0\x81\xff--").replace(b"caf--", "café".encode())
    path.write_bytes(raw.replace(b"na--ve", "naïve".encode()))
    assert sorted(contents(path)) == ["bad\\x00ü\xa0--.md", "café.md", "naïve.md"]
    path = packed(tmp_path / "b.zip", {"é-é.md": b"A"})
    path.write_bytes(path.read_bytes().replace("é-é".encode(), "é-".encode() + b"\xff\xff"))
    assert contents(path) == {"é-\\udcff\\udcff.md": b"A"}


def test_links_devices_and_paths_that_lead_out_of_a_zip_are_reported(tmp_path: Path) -> None:
    path = archives.zip_with_traps(tmp_path / "a.zip", GOOD)
    inside = (
        "link.md",
        "folder",
        "pipe.md",
        "device.md",
        "folder.md",
        "bzip2.md",
        "encrypted.md",
        "twice.md",
    )
    outside = ("../../up.md", "/etc/absolute.md", "../../from-windows.md")
    assert problems(path) == dict.fromkeys((*inside, *outside), "unreadable")
    assert found(path)["good.md"].content == GOOD
    whys = {name: file.problem.message for name, file in found(path).items() if file.problem}
    assert "compressed in a way" in whys["bzip2.md"]
    assert "without a password" in whys["encrypted.md"]
    assert len(found(path)) == 12
