"""People of the newsroom: Alice edits, Bob curates, Charlie reads, Dora administers, Erin only looks."""

from typing import Any

import django
import pytest
from django.contrib.auth.models import Group, Permission, User


def make_person(name: str, *groups: str, **fields: bool) -> User:
    person = User.objects.create_user(name, password="correct horse", **fields)
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


@pytest.fixture
def editor(db: None) -> User:
    return make_person("Alice", "Editor", is_staff=True)


@pytest.fixture
def curator(db: None) -> User:
    return make_person("Bob", "Curator", is_staff=True)


@pytest.fixture
def reader(db: None) -> User:
    return make_person("Charlie")


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("Dora", is_staff=True, is_superuser=True)


@pytest.fixture
def onlooker(db: None) -> User:
    """Erin: staff who may look at everything of ours and touch nothing."""
    person = make_person("Erin", is_staff=True)
    person.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__startswith="view_")
    )
    return person


def managers() -> list[Any]:
    """One manager, in the form that this Django takes."""
    return ["managers@example.org"] if django.VERSION >= (6, 0) else [("", "managers@example.org")]
