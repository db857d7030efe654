"""What holds for all templates and styles: contrast, translation, nothing inline, nothing from elsewhere."""

import re
from html import unescape
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
STYLES = CHECKOUT / "articles" / "static" / "articles" / "site"
TEMPLATES = [file for file in sorted((CHECKOUT / "templates").glob("**/*.html")) if "admin" not in file.parts]
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!DOCTYPE[^>]*>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:title|alt|placeholder|aria-label|content)="([^"]*)"')


def colours(text: str, start: str) -> dict[str, str]:
    """The colours that the rule beginning with `start` names."""
    rule = text[text.index(start) :].split("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", rule))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("hue", range(12))
def test_every_colour_of_a_topic_is_readable_on_the_page_and_on_its_own_tint(theme: str, hue: int) -> None:
    page, own = colours(theme, ":root"), colours(theme, f".hue-{hue} ")

    assert contrast(own["hue"], page["paper"]) >= 7
    assert contrast(own["hue"], own["hue-tint"]) >= 7
    assert contrast(page["ink"], own["hue-line"]) >= 7


@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "shade", 7),
        ("soft", "paper", 7),
        ("soft", "shade", 7),
        ("accent", "paper", 7),
        ("accent", "shade", 7),
        ("on-button", "button", 7),
        ("on-warn", "warn", 7),
        ("focus", "paper", 4.5),
        ("edge", "paper", 3),
    ],
)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_controls_have_their_contrast(theme: str, front: str, ground: str, least: float) -> None:
    page = colours(LIGHT, ":root") | colours(theme, ":root")

    assert contrast(page[front], page[ground]) >= least


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_every_visible_word_is_marked_for_translation(template: Path) -> None:
    text = CODE.sub(" ", TRANSLATED.sub(" ", template.read_text(encoding="utf-8")))

    spoken = [
        words for words in SPOKEN.findall(text) if not words.startswith(("width=", "noindex", "#", "light"))
    ]
    visible = unescape(re.sub(r"<[^>]*>|[a-z-]+=\"[^\"]*\"", " ", text))

    assert re.findall(r"[^\W\d_]{2,}", " ".join([visible, *spoken])) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_inline_script_or_style_and_nothing_from_elsewhere(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(
        r"<script(?! src=\"{% static )|<style|\sstyle=|\son[a-z]+=|(?:src|href)=\"(?:https?:)?//|\|safe\b",
        text,
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_links_that_leave_the_site_pass_no_credit_on(template: Path) -> None:
    links = re.findall(r"<a\b[^>]*href=\"{{ (?:address|home|report\.address) }}\".*?>", template.read_text())

    assert all("noopener nofollow" in link for link in links)


@pytest.mark.parametrize("style", sorted(STYLES.glob("*.css")), ids=lambda file: file.name)
def test_styles_load_nothing_and_know_no_left_or_right(style: Path) -> None:
    text = style.read_text(encoding="utf-8")

    assert "url(" not in text
    assert "@import" not in text
    assert not re.search(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|text-align: (?:left|right)", text
    )
    assert "outline: none" not in text.replace("main:focus { outline: none; }", "")
