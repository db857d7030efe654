"""Tags leave no blanks behind in pages."""

import pytest
from django.template import engines

from newsroom.templates import trimmed


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (
            "<ul>\n  {% for x in y %}\n <li>\n  {% endfor %}\n</ul>",
            "<ul>\n{% for x in y %} <li>\n{% endfor %}</ul>",
        ),
        ("{# about #}\n{% load i18n %}\n<p>\n", "{# about #}{% load i18n %}<p>\n"),
        ("{% else %}{# why #} \n<p>\n", "{% else %}{# why #}<p>\n"),
        ("  {% if a %}{% include b %}{% endif %}\n<p>", "{% if a %}{% include b %}{% endif %}\n<p>"),
        ("{% translate 'by' %}\n{{ name }}\n", "{% translate 'by' %}\n{{ name }}\n"),
        ("a {% if b %} b {% endif %}\nc\n", "a {% if b %} b {% endif %}\nc\n"),
        ("  <pre>\n  x\n  </pre>\n", "  <pre>\n  x\n  </pre>\n"),
        ("a {% endblocktranslate %}\nb", "a {% endblocktranslate %}\nb"),
        ("{% endblocktranslate %}\nb", "{% endblocktranslate %}\nb"),
    ],
)
def test_lines_of_silent_tags_leave_nothing(source: str, left: str) -> None:
    assert trimmed(source) == left


def test_the_sites_templates_are_read_so() -> None:
    source = engines["django"].get_template("base.html").template.source  # type: ignore[attr-defined]

    assert "\n{% load" not in source
    assert source.startswith(
        "{% load head i18n pages remembering static %}{% get_current_language as language %}\n"
    )
