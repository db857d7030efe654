"""The roles."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.roles import ROLES, make_roles

pytestmark = pytest.mark.django_db


def test_a_new_newsroom_has_its_roles():
    for name, codenames in ROLES.items():
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
        assert set(held) == codenames


def test_the_second_time_writes_nothing():
    with CaptureQueriesContext(connection) as captured:
        make_roles(apps.get_app_config("articles"), using="default")
    assert not [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]


def test_what_is_missing_comes_back_and_what_was_added_stays():
    group = Group.objects.get(name="Curator")
    more = Permission.objects.get(codename="add_user")
    group.permissions.set([more])
    make_roles(apps.get_app_config("articles"), using="default")
    assert set(group.permissions.values_list("codename", flat=True)) == ROLES["Curator"] | {"add_user"}


def test_an_editor_may_all_that_a_curator_may(editor, curator):
    assert curator.get_all_permissions() < editor.get_all_permissions()
