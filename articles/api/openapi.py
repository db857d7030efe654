"""The API's own description (OpenAPI 3.1): `openapi.yaml`, and where this site is."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

DESCRIPTION: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("openapi.yaml").read_text(encoding="utf-8")
)


def description() -> dict[str, Any]:
    """The description as it is served."""
    return {**DESCRIPTION, "servers": [{"url": settings.SITE_URL}]}
