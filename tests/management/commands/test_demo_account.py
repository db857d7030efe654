"""`manage.py demo_account`."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("demo_account", stdout=out)
    return out.getvalue()


def test_first_run_makes_a_staff_account_and_prints_name_and_password_and_the_way_to_reset_it() -> None:
    output = run()

    editor = User.objects.get()
    password = output.split("password: ")[1].split()[0]
    assert editor.check_password(password)
    assert editor.is_staff
    assert "Staff account: editor" in output
    assert "manage.py changepassword editor" in output


def test_second_run_changes_nothing_and_prints_no_password() -> None:
    run()
    before = User.objects.values().get()

    output = run()

    assert User.objects.values().get() == before
    assert "password: " not in output.replace("A new password: ", "")


def test_two_installations_have_different_passwords() -> None:
    first = run()
    User.objects.all().delete()

    assert run() != first
