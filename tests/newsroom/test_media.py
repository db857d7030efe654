"""Uploaded pictures are served from the media folder and from nowhere else."""

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def files(media_root: Path) -> None:
    media_root.mkdir()
    (media_root / "picture.png").write_bytes(b"picture")
    (media_root.parent / "secret.txt").write_bytes(b"secret")


def test_picture_is_served_with_its_type(client: Client) -> None:
    response = client.get("/media/picture.png")

    assert response.getvalue() == b"picture"
    assert response["Content-Type"] == "image/png"


@pytest.mark.parametrize("path", ["", "missing.png", "/etc/passwd", "%00.png", "x" * 5000])
@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("path", ["../secret.txt", "%2e%2e/secret.txt"])
def test_a_way_out_of_the_folder_is_refused(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 400
