"""Editing providers."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage

from articles.curation.edit_provider import add_provider, edit_provider
from articles.images.check import check
from articles.models import Provider
from tests.curation.states import changes_of
from tests.factories import make_provider
from tests.images.samples import picture

pytestmark = pytest.mark.django_db


def test_name_and_description_are_changed_and_journalled(editor):
    provider = make_provider("Old")
    action = edit_provider(provider, by=editor, values={"name": " New ", "description": ""})
    assert Provider.objects.get().name == "New"
    assert changes_of(action) == {provider.pk: {"name": ["Old", "New"]}}
    assert action.changes.get().model == "provider"


def test_a_logo_is_drawn_small_and_can_be_removed(editor):
    provider = make_provider()
    edit_provider(provider, by=editor, values={}, logo=check(BytesIO(picture((600, 600)))))
    logo = Provider.objects.get().logo
    assert default_storage.exists(logo.name)
    action = edit_provider(provider, by=editor, values={"logo": ""})
    assert not Provider.objects.get().logo
    assert changes_of(action) == {provider.pk: {"logo": [logo.name, ""]}}


def test_the_same_again_is_no_change(editor):
    provider = make_provider("Name", logo="logos/a.png")
    assert edit_provider(provider, by=editor, values={"name": "Name", "logo": "logos/a.png"}).pk is None


def test_the_domain_is_upstreams(editor):
    with pytest.raises(ValueError, match="domain"):
        edit_provider(make_provider(), by=editor, values={"domain": "other.example.org"})


def test_a_provider_keeps_a_name(editor):
    with pytest.raises(ValidationError):
        edit_provider(make_provider(), by=editor, values={"name": ""})


def test_curators_do_not_edit_providers(curator):
    with pytest.raises(PermissionDenied):
        edit_provider(make_provider(), by=curator, values={"name": "Mine"})


def test_a_provider_is_added_by_its_domain_in_one_form(editor):
    provider = add_provider(" News.Example.ORG. ", by=editor, values={"name": "News"})
    assert (provider.domain, provider.name) == ("news.example.org", "News")


@pytest.mark.parametrize("domain", ["", "two words", "https://e.org/", "news.example.org"])
def test_a_provider_needs_a_domain_of_its_own(editor, domain):
    make_provider(domain="news.example.org")
    with pytest.raises(ValidationError) as refused:
        add_provider(domain, by=editor, values={"name": "News"})
    assert set(refused.value.message_dict) == {"domain"}
