"""Values → the bytes of a file in the house format; `parse` gives the same values back."""

from articles.seedfile.events import Mapping
from articles.seedfile.render_values import seed
from articles.seedfile.render_yaml import key_lines
from articles.seedfile.values import SeedValues

APART = frozenset(
    {"featuredContent", "provider", "topics", "images", "related", "secured"}
)  # after a blank line


def render(values: SeedValues) -> bytes:
    """The file that says `values`."""
    body = f"{values.body}\n" if values.body else ""
    return "\n".join(["---", *front_matter(seed(values)), "---", "", body]).encode()


def front_matter(keys: Mapping) -> list[str]:
    """The lines between the hyphens."""
    lines: list[str] = []
    for key, value in keys.items:
        if key in APART and lines:
            lines.append("")
        lines += key_lines(key, value)
    return lines
