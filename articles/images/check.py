"""Whether bytes are a picture that we take, found out without trusting a word of them."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # Pillow has 43 decoders; these are what the web shows
MAX_BYTES = 20 * 2**20
MAX_PIXELS = 24_000_000  # 96 MB once decoded

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)  # of a header; nothing is decoded


@dataclass(frozen=True, slots=True)
class Picture:
    """The first frame of a picture, decoded, and the format of its file."""

    image: Image.Image
    format: str


def check(upload: IO[bytes]) -> Picture:
    """Read and decode `upload`; a ValidationError says what is wrong with it and what to do."""
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValidationError(
            _("This file is larger than %(limit)s. Save it smaller and upload it again."),
            code="too-large",
            params={"limit": filesizeformat(MAX_BYTES)},
        )
    image = _opened(content)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    try:
        image.load()  # the first frame only, whatever their number
    except Exception as error:  # decoders raise whatever they stumble over
        raise ValidationError(
            _("This picture is damaged or cut off. Save it again, or take another one."), code="damaged"
        ) from error
    return Picture(image, image.format or "")


def _opened(content: bytes) -> Image.Image:
    """Read the header, nothing else."""
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except BOMBS as error:
        raise _too_many_pixels() from error
    except Exception as error:  # see above
        raise ValidationError(
            _("This is not a JPEG, PNG, WebP or GIF picture. Save it in one of these formats."),
            code="no-picture",
        ) from error


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(limit)d megapixels. Save it smaller and upload it again."),
        code="too-many-pixels",
        params={"limit": MAX_PIXELS // 1_000_000},
    )
