"""What is suggested while somebody types into a field of the desk."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from articles.models import Provider


class Suggestions(AutocompleteJsonView):
    """Django's autocompletion, which also says what a field of ours shall hold: `value`."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        value = obj.domain if isinstance(obj, Provider) else str(obj)
        return super().serialize_result(obj, to_field_name) | {"value": value}
