"""Draw a checked picture again: upright, without metadata, no larger than pages show it."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from articles.images.check import Picture

PAGE_WIDTH, CARD_WIDTH, LOGO_SIDE = 1600, 640, 200  # pixels
TALLEST = 2  # times the width: a column of text saved as a picture must not fill three screens

SRGB = ImageCms.createProfile("sRGB")
ENCODING: dict[str, dict[str, object]] = {
    "jpeg": {"quality": 84, "optimize": True, "progressive": True},
    "webp": {"quality": 84, "method": 4},
    "png": {"optimize": True},
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One encoded file; `name` comes from its content, so equal files have one name."""

    name: str
    content: bytes
    width: int
    height: int


def draw(picture: Picture) -> dict[str, Drawn]:
    """`picture` at page and card size. A photograph stays JPEG, anything else becomes WebP."""
    upright = _upright(picture.image)
    encoding = "jpeg" if picture.format == "JPEG" else "webp"
    sizes = {"page": PAGE_WIDTH, "card": CARD_WIDTH}
    return {
        size: _encoded(_fitted(upright, (width, width * TALLEST)), encoding, folder="pictures")
        for size, width in sizes.items()
    }


def draw_logo(picture: Picture) -> Drawn:
    """`picture` as a logo, lossless."""
    return _encoded(_fitted(_upright(picture.image), (LOGO_SIDE, LOGO_SIDE)), "png", folder="logos")


def _upright(image: Image.Image) -> Image.Image:
    """In sRGB with or without transparency, as its EXIF says that it was held."""
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if profile and upright.mode in ("RGB", "CMYK", "L"):
        upright = _in_srgb(upright, profile)
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):  # a broken profile: colours as they are beat no picture
        return image
    return converted or image


def _fitted(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    fitted = image.copy()
    fitted.thumbnail(box, Image.Resampling.LANCZOS)  # never enlarges
    return fitted


def _encoded(image: Image.Image, encoding: str, *, folder: str) -> Drawn:
    image.info = {}  # encoders write profiles, comments and resolutions found here
    file = BytesIO()
    image.save(file, format=encoding, **ENCODING[encoding])
    content = file.getvalue()
    digest = hashlib.sha256(content).hexdigest()[:40]
    suffix = {"jpeg": "jpg"}.get(encoding, encoding)
    return Drawn(f"{folder}/{digest[:2]}/{digest}.{suffix}", content, *image.size)
