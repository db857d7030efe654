"""Which uploads are taken."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL.GifImagePlugin import GifImageFile

from articles.images import check as checking
from articles.images.check import check
from tests.images.samples import animated_gif, bomb, picture, png_header

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def code_of(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        check(BytesIO(content))
    return refused.value.code


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_four_formats_of_the_web_are_taken(file_format):
    checked = check(BytesIO(picture(file_format=file_format)))
    assert (checked.format, checked.image.size) == (file_format, (80, 60))


@pytest.mark.parametrize("file_format", ["TIFF", "BMP", "ICO", "PPM", "TGA"])
def test_other_formats_of_pillow_are_not(file_format):
    assert code_of(picture(file_format=file_format)) == "no-picture"


@pytest.mark.parametrize("content", [HTML, SVG, b"", b"GIF89a", b"%!PS-Adobe", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_whatever_its_name_says(content):
    assert code_of(content) == "no-picture"


@pytest.mark.parametrize("side", [13_000, 10_000, 5_000, 65_000])
def test_a_header_that_claims_too_many_pixels_is_refused_before_decoding(side, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    assert code_of(png_header(side, side)) == "too-many-pixels"


def test_a_decompression_bomb_is_refused():
    content = bomb(13_000)
    assert len(content) < 30_000
    assert code_of(content) == "too-many-pixels"


def test_24_megapixels_are_taken():
    assert check(BytesIO(bomb(4_898))).image.size == (4_898, 4_898)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_that_is_cut_off_is_refused(file_format):
    content = picture((400, 300), file_format)
    assert code_of(content[: len(content) // 2]) in ("damaged", "no-picture")


def test_of_a_thousand_frames_only_the_first_is_looked_at(monkeypatch):
    content = animated_gif(1_000)
    seek, sought = GifImageFile._seek, []

    def watched(self, frame, *rest):
        sought.append(frame)
        return seek(self, frame, *rest)

    monkeypatch.setattr(GifImageFile, "_seek", watched)
    check(BytesIO(content))
    assert sought == [0]


def test_a_file_that_is_too_large_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(checking, "MAX_BYTES", 1_000)
    upload = BytesIO(picture() + b"\0" * 5_000)
    with pytest.raises(ValidationError) as refused:
        check(upload)
    assert refused.value.code == "too-large"
    assert upload.tell() == 1_001


@pytest.mark.parametrize("content", [HTML, png_header(13_000, 13_000), picture()[:-30]])
def test_an_error_says_what_to_do(content):
    with pytest.raises(ValidationError) as refused:
        check(BytesIO(content))
    assert any(word in refused.value.messages[0] for word in ("Save it", "take another"))
