"""Templates without the blank lines and line ends in blanks that their tags would leave in pages."""

import re

from django.template import Origin
from django.template.loaders import filesystem

# Tags that put nothing where they stand; after all others, the line end keeps words apart.
SILENT = r"block|comment|else|elif|empty|end(?:block|comment|for|if|with)|extends|for|if|load|with"
REST_OF_TAG = r"\b(?:(?!%\}).)*%\}"
COMMENT = r"\{#(?:(?!#\}).)*#\}"
INDENTED = re.compile(r"^[ \t]+(?=\{[%#])", re.MULTILINE)
SILENT_LINE = re.compile(rf"^((?:\{{%\s*(?:{SILENT}){REST_OF_TAG}|{COMMENT})+)[ \t]*\n", re.MULTILINE)


class Loader(filesystem.Loader):
    """Django's loader from folders; lines that hold only silent tags or comments leave nothing behind."""

    def get_contents(self, origin: Origin) -> str:
        """The source of a template, without the blanks around its tags. Raises TemplateDoesNotExist."""
        return trimmed(super().get_contents(origin))


def trimmed(source: str) -> str:
    """`source` without indentation before tags, and without the ends of lines that hold silent tags only."""
    return SILENT_LINE.sub(r"\1", INDENTED.sub("", source))
