"""Adding providers, and editing what we say of them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.curation.editing import columns, take
from articles.curation.journal import Changed, record
from articles.curation.permissions import ADD_PROVIDER, CHANGE_PROVIDER, Person, require
from articles.images.check import Picture
from articles.images.render import draw_logo
from articles.images.store import keep
from articles.models import Action, Change, Provider
from articles.text.addresses import ascii_host

EDITABLE = frozenset({"name", "description", "logo"})


def add_provider(
    domain: str, *, by: Person, values: Mapping[str, Any], logo: Picture | None = None
) -> Provider:
    """Make a provider of `domain` with the `values` (name, description) and a `logo`."""
    person = require(by, ADD_PROVIDER)
    try:
        provider = Provider(domain=ascii_host(domain.strip()))
    except ValueError as error:
        raise ValidationError(
            {"domain": _("This is no domain; type it as in news.example.org.")}, code="domain"
        ) from error
    fields = take(provider, _with_logo(values, logo))
    provider.full_clean()
    with transaction.atomic():
        provider.save(force_insert=True)
        fields = {"domain": ["", provider.domain], **fields}
        record("add provider", [Changed("provider", provider.pk, fields, Change.Kind.CREATED)], by=person)
    return provider


def edit_provider(
    provider: Provider, *, by: Person, values: Mapping[str, Any], logo: Picture | None = None
) -> Action:
    """Give `provider` the `values` (name, description; logo="" removes it) and a new `logo`."""
    if unknown := values.keys() - EDITABLE:
        raise ValueError(f"edit_provider() does not write {', '.join(sorted(unknown))}")
    person = require(by, CHANGE_PROVIDER)
    values = _with_logo(values, logo)
    with transaction.atomic():
        row = Provider.objects.select_for_update().get(pk=provider.pk)
        if fields := take(row, values):
            Provider.objects.filter(pk=row.pk).update(**columns(row, fields))
        return record("edit provider", [Changed("provider", row.pk, fields)] if fields else [], by=person)


def _with_logo(values: Mapping[str, Any], logo: Picture | None) -> Mapping[str, Any]:
    return {**values, "logo": keep(draw_logo(logo))} if logo else values
