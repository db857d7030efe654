"""Archives, good and bad, made where they are needed: some would be gigabytes."""

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".TAR.XZ", ".Zip")
MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000
IN_64 = 0xFFFFFFFF  # where a zip says that a number stands elsewhere, in 64 bits


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """An archive of `files` at `path`, of the kind that its suffix says."""
    name = path.name.lower()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in files.items():
                archive.writestr(member, content)
        return path
    raw = tar_of(info_of(member, content) for member, content in files.items())
    compress: dict[str, Callable[[bytes], bytes]] = {"r": bytes, "z": gzip.compress, "x": lzma.compress}
    kind = "z" if name.endswith("gz") else "x" if name.endswith("xz") else "r"
    path.write_bytes(compress[kind](raw))
    return path


Info = tuple[tarfile.TarInfo, bytes]


def info_of(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> Info:
    """A tar header with its data."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(content)
    return info, content


def tar_of(infos: Iterable[Info], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive, not compressed."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as archive:
        for info, content in infos:
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def tar_with_traps(good: bytes) -> bytes:
    """A tar of one good document and of members that lead elsewhere or are no files."""
    return tar_of(
        [
            info_of("seeds/good.md", good),
            info_of("seeds/link.md", kind=tarfile.SYMTYPE, link="/etc/passwd"),
            info_of("seeds/folder", kind=tarfile.SYMTYPE, link="../.."),
            info_of("seeds/hard.md", kind=tarfile.LNKTYPE, link="/etc/passwd"),
            info_of("seeds/pipe.md", kind=tarfile.FIFOTYPE),
            info_of("seeds/device.md", kind=tarfile.CHRTYPE),
            info_of("seeds/disk.md", kind=tarfile.BLKTYPE),
            info_of("seeds/folder.md", kind=tarfile.DIRTYPE),
            info_of("seeds/folder.md/inner.md", good),
            info_of("../../up.md", good),
            info_of("seeds/../../up-again.md", good),
            info_of("/etc/absolute.md", good),
            info_of("seeds/twice.md", good),
            info_of("seeds/twice.md", good),
            info_of("seeds/inner.zip", b"PK"),
            info_of("seeds/README.md", good),
            info_of("seeds/.hidden.md", good),
        ]
    )


def zip_with_traps(path: Path, good: bytes) -> Path:
    """The same as a zip, as far as zips have such members, with some that only they have."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("seeds/good.md", good)
        for name, mode in (
            ("link.md", stat.S_IFLNK),
            ("folder", stat.S_IFLNK),
            ("pipe.md", stat.S_IFIFO),
            ("device.md", stat.S_IFCHR),
        ):
            info = zipfile.ZipInfo(f"seeds/{name}")
            info.external_attr = (mode | 0o644) << 16
            archive.writestr(info, "/etc/passwd")
        for name in ("seeds/folder.md/", "seeds/folder.md/inner.md", "../../up.md", "/etc/absolute.md"):
            archive.writestr(name, good)
        archive.writestr("..\\..\\from-windows.md", good)
        archive.writestr("seeds/bzip2.md", good, zipfile.ZIP_BZIP2)
        archive.writestr("seeds/encrypted.md", good)
        archive.writestr("seeds/twice.md", good)
        archive.writestr("seeds/twIce.md", good)
    raw = path.read_bytes().replace(b"twIce", b"twice")
    path.write_bytes(_with_flag(raw, b"seeds/encrypted.md", 1))
    return path


def _with_flag(raw: bytes, name: bytes, flag: int) -> bytes:
    """`raw` with a flag set on the entry `name` of its directory."""
    at = raw.rfind(b"PK\1\2", 0, raw.rfind(name))
    return raw[: at + 8] + struct.pack("<H", flag) + raw[at + 10 :]


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    """A tar header that promises `size` bytes."""
    info = info_of(name, kind=kind)[0]
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT)


def old_sparse(name: str) -> bytes:
    """A sparse file as GNU tar wrote them first: its map goes on in a block of its own."""
    raw = bytearray(header(name, 512, b"S"))
    raw[482] = 1
    return _with_checksum(raw) + bytes(512) + bytes(512)


def with_size(size: bytes) -> bytes:
    """A tar header that has `size` for a size; a negative one sends some readers backwards, for ever."""
    raw = bytearray(header("a.md", 0))
    raw[124:136] = size
    return _with_checksum(raw)


def _with_checksum(raw: bytearray) -> bytes:
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw)
    return bytes(raw)


def with_end(path: Path, count: int = 1, size: int | None = None, offset: int | None = None) -> Path:
    """The zip at `path`, of one member, that says otherwise of its directory: entries, size, place."""
    raw = path.read_bytes()
    _, true_size, true_offset = struct.unpack_from("<H2L", raw, len(raw) - 12)
    said = (count, true_size if size is None else size, true_offset if offset is None else offset)
    path.write_bytes(raw[:-12] + struct.pack("<H2L", *said) + raw[-2:])
    return path


def gzipped_often(path: Path, part: bytes, times: int, before: bytes = b"") -> Path:
    """A gzip file of `before`, then `part` so many times: large contents, made in no time."""
    path.write_bytes(gzip.compress(before) + gzip.compress(part) * times)
    return path


def bomb_of_one(path: Path) -> Path:
    """1 MB that promises a document of 10 GB."""
    return gzipped_often(path, bytes(10 * MEGABYTE), 1_000, header("bomb.md", 10 * GIGABYTE))


def bomb_of_many(path: Path) -> Path:
    """10 MB that hold 10,000 documents of 1 MB."""
    return gzipped_often(path, header("bomb.md", 1 << 20) + b"a" * (1 << 20), 10_000)


def zip_bomb(path: Path, said: int = 10 * GIGABYTE) -> Path:
    """10 MB that hold a document of 10 GB and say that it has `said` bytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = deflate.compress(bytes(10 * MEGABYTE)) + deflate.flush(zlib.Z_FULL_FLUSH)
    content = part * 1_000 + deflate.flush()
    name, large = b"bomb.md", struct.pack("<2H2Q", 1, 16, said, len(content))
    sizes = (0, IN_64, IN_64, len(name))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 8, 0, 0, *sizes, 0) + name
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 0, *sizes, len(large), *(0,) * 5)
    directory = entry + name + large
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(local) + len(content), 0)
    path.write_bytes(local + content + directory + end)
    return path


def header_of_a_gigabyte(path: Path) -> Path:
    """1 MB in which one header has a gigabyte of records."""
    return gzipped_often(path, b"1" * 10 * MEGABYTE, 100, header("pax", GIGABYTE, tarfile.XHDTYPE))


def bomb_of_records(path: Path) -> Path:
    """1 MB that hold gigabytes of headers, in which the smallest possible records stand."""
    records = b"6 a=b\n" * 100_000
    part = header("pax", len(records), tarfile.XHDTYPE) + records.ljust(-(-len(records) // 512) * 512, b"\0")
    return gzipped_often(path, part + header("a.jpg", 0), 5_000)


def million_in_tar(path: Path) -> Path:
    """A million empty members."""
    return gzipped_often(path, b"".join(header(f"{number}.md", 0) for number in range(1_000)), 1_000)


def million_in_zip(path: Path) -> Path:
    """A million empty members, of which only the directory is there."""
    entries = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *(0,) * 7, 10, *(0,) * 6) + b"%07d.md" % number
        for number in range(1_000_000)
    )
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 10**6, 10**6, len(entries), 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(entries), 1)
    path.write_bytes(
        entries + end + locator + struct.pack("<4s4H2LH", b"PK\5\6", *(0xFFFF,) * 4, *(IN_64,) * 2, 0)
    )
    return path


def asking_for_memory(path: Path, files: Mapping[str, bytes]) -> Path:
    """An xz archive of `files` that asks for a dictionary of 4 GB."""
    raw = bytearray(packed(path, files).read_bytes())
    size = (raw[12] + 1) * 4
    dictionary = raw.index(b"\x21\x01", 12) + 2
    raw[dictionary] = 40  # 4 GB - 1
    raw[12 + size - 4 : 12 + size] = struct.pack("<L", zlib.crc32(raw[12 : 12 + size - 4]))
    path.write_bytes(raw)
    return path
