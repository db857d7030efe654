"""Pictures, and things that pretend to be some, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def picture(
    size: tuple[int, int] = (80, 60), file_format: str = "PNG", mode: str = "RGB", **options: object
) -> bytes:
    file = BytesIO()
    colour = {"RGBA": (200, 30, 30, 120), "CMYK": (0, 200, 200, 0), "L": 120}.get(mode, (200, 30, 30))
    Image.new(mode, size, colour).save(file, format=file_format, **options)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def bomb(side: int) -> bytes:
    """A real PNG of one colour: small as a file, huge when decoded."""
    file = BytesIO()
    Image.new("1", (side, side)).save(file, format="PNG")
    return file.getvalue()


def animated_gif(frames: int) -> bytes:
    file = BytesIO()
    images = [Image.new("P", (20, 20), n % 250) for n in range(frames)]
    images[0].save(file, format="GIF", save_all=True, append_images=images[1:])
    return file.getvalue()
