"""Pictures as pages show them."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from articles.images.check import check
from articles.images.render import draw, draw_logo
from tests.images.samples import animated_gif, picture


def drawn(content: bytes) -> dict[str, Image.Image]:
    return {size: Image.open(BytesIO(one.content)) for size, one in draw(check(BytesIO(content))).items()}


def test_a_large_picture_is_fitted_to_page_and_card():
    files = draw(check(BytesIO(picture((3200, 1800), "JPEG"))))
    assert {size: (one.width, one.height) for size, one in files.items()} == {
        "page": (1600, 900),
        "card": (640, 360),
    }


def test_a_small_picture_is_never_enlarged():
    assert {image.size for image in drawn(picture((80, 60))).values()} == {(80, 60)}


def test_a_tall_picture_is_bounded_too():
    assert drawn(picture((500, 5000)))["card"].size == (128, 1280)


@pytest.mark.parametrize(
    ("given", "kept"), [("JPEG", "JPEG"), ("PNG", "WEBP"), ("GIF", "WEBP"), ("WEBP", "WEBP")]
)
def test_photographs_stay_jpeg_and_others_become_webp(given, kept):
    assert drawn(picture(file_format=given))["page"].format == kept


def test_transparency_survives():
    assert drawn(picture(mode="RGBA"))["page"].mode == "RGBA"


@pytest.mark.parametrize(
    ("mode", "file_format"), [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "GIF"), ("1", "PNG"), ("I;16", "PNG")]
)
def test_any_colour_mode_is_drawn(mode, file_format):
    file = BytesIO()
    Image.new(mode, (40, 30)).save(file, format=file_format)
    assert drawn(file.getvalue())["page"].size == (40, 30)


def test_the_orientation_of_the_camera_is_applied():
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: the right side of the file is the bottom of the picture
    assert drawn(picture((80, 60), "JPEG", exif=exif))["page"].size == (60, 80)


def test_all_metadata_is_gone():
    exif = Image.Exif()
    exif[0x010E] = "SECRET-description"
    exif.get_ifd(0x8825)[1] = "N"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET-comment")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = picture(
        file_format="JPEG", exif=exif, icc_profile=profile, comment=b"SECRET", xmp=b"SECRET", dpi=(300, 300)
    )
    for content in (jpeg, picture(pnginfo=text, exif=exif, icc_profile=profile)):
        checked = check(BytesIO(content))
        for one in [*draw(checked).values(), draw_logo(checked)]:
            image = Image.open(BytesIO(one.content))
            image.load()
            assert b"SECRET" not in one.content
            assert not image.getexif()
            assert not {"icc_profile", "xmp", "comment", "dpi"} & image.info.keys()


def test_colours_of_another_profile_are_converted():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert drawn(picture(file_format="JPEG", icc_profile=lab))["page"].mode == "RGB"
    assert drawn(picture(file_format="JPEG", icc_profile=b"no profile"))["page"].mode == "RGB"


def test_of_an_animation_the_first_frame_is_drawn():
    assert getattr(drawn(animated_gif(30))["page"], "n_frames", 1) == 1


def test_a_logo_is_small_and_lossless():
    logo = draw_logo(check(BytesIO(picture((800, 400)))))
    assert (logo.width, logo.height) == (200, 100)
    assert logo.name.startswith("logos/")
    assert logo.name.endswith(".png")


def test_equal_pictures_have_one_name_and_others_another():
    first, second = draw(check(BytesIO(picture()))), draw(check(BytesIO(picture())))
    other = draw(check(BytesIO(picture((30, 30)))))
    assert first["page"].name == second["page"].name != other["page"].name
