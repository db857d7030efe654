"""Every template of ours compiles, whether or not another test renders it."""

from pathlib import Path

import pytest
from django.template.loader import get_template

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDERS = [CHECKOUT / "templates", CHECKOUT / "articles" / "templates"]
NAMES = [file.relative_to(folder).as_posix() for folder in FOLDERS for file in sorted(folder.glob("**/*.*"))]


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    get_template(name)
