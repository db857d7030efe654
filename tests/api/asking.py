"""What tests of the API share: to ask it, and get what it says."""

from typing import Any

from django.test import Client


def ask(path: str, status: int = 200) -> Any:
    """What the API says at `path` below `/api/`."""
    response = Client().get(f"/api/{path}")
    assert response.status_code == status, (path, response.status_code)
    return response.json()
