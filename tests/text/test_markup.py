"""Markup that readers may get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.seedfile import parse
from articles.text.markup import Embed, embed, render_markdown

FRAME = '<iframe width="800" height="500" src="{}" allowfullscreen></iframe>'
PLAYER = "https://www.youtube.com/embed/WJk-Y8LQlfE"


def test_markdown_is_rendered():
    rendered = render_markdown('A *fine* [link](https://example.org/ "title")\n\n3. three\n\n|a|\n|-|\n|b|')
    assert '<a href="https://example.org/" title="title" rel="noopener nofollow">link</a>' in rendered
    assert '<ol start="3">' in rendered
    assert "<td>b</td>" in rendered


def test_headings_start_below_that_of_the_page():
    assert render_markdown("# One\n\n###### Six") == "<h2>One</h2>\n<h6>Six</h6>\n"


def test_an_address_in_text_does_not_become_a_link():
    assert "<a" not in render_markdown("see https://example.org/ and www.example.org")


@pytest.mark.parametrize(
    "source",
    [
        *(
            "<script>alert(1)</script>",
            "<svg onload=alert(1)>",
            "![x](https://example.org/x.png)",
            "<b>x</b>",
        ),
        *(
            "[x](javascript:alert(1))",
            "[x](JAVASCRIPT&colon;alert(1))",
            "[x](data:text/html,x)",
            "[x](vbscript:x)",
        ),
        *(
            "[x](//example.org)",
            "<javascript:alert(1)>",
            '[x](https://a.example/ "\\" onmouseover=alert(1)")',
        ),
    ],
)
def test_nothing_live_gets_through(source):
    rendered = render_markdown(source)
    for live in (
        "<script",
        "<svg",
        "<img",
        "<b>",
        'href="java',
        'href="JAVA',
        'href="data',
        'href="vb',
        '" on',
    ):
        assert live not in rendered


def test_other_sites_are_linked_by_web_and_mail_only():
    assert 'href="mailto:a@example.org"' in render_markdown("<mailto:a@example.org>")
    assert "href" not in render_markdown("[x](ftp://example.org)")


def test_markup_is_shown_as_text_and_invisible_characters_are_not():
    assert render_markdown("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"
    assert render_markdown("a\ud800\x07b") == "<p>ab</p>\n"


@given(st.text())
def test_any_text_renders(source):
    render_markdown(source).encode()


def test_a_video_of_a_known_player_is_embedded():
    assert embed(FRAME.format(PLAYER)) == Embed(PLAYER, width=800, height=500)
    assert embed(f"\n<IFRAME src='{PLAYER}?start=5&amp;rel=0'>x</IFRAME> ") == Embed(
        f"{PLAYER}?start=5&rel=0", width=None, height=None
    )


@pytest.mark.parametrize("player", ["www.youtube-nocookie.com/embed/x", "player.vimeo.com/video/1?h=2"])
def test_other_players_are_known(player):
    assert embed(FRAME.format(f"https://{player}"))


@pytest.mark.parametrize("size", ["", "0", "-1", "1e3", "100%", "10000", "８００"])
def test_a_size_that_is_no_number_of_pixels_is_unknown(size):
    assert embed(f'<iframe width="{size}" src="{PLAYER}"></iframe>') == Embed(PLAYER, None, None)


@pytest.mark.parametrize(
    "content",
    [
        *("", "text", PLAYER, FRAME.format(""), "<iframe></iframe>", f'<iframe src="{PLAYER}">'),
        *(FRAME.format(PLAYER) * 2, f"<p>{FRAME.format(PLAYER)}</p>", f"x{FRAME.format(PLAYER)}"),
        *(FRAME.format(PLAYER).replace("iframe", "embed"), f"<script>x</script>{FRAME.format(PLAYER)}"),
        *(f'<iframe srcdoc="x" data-src="{PLAYER}"></iframe>', f'<iframe src="//x" src="{PLAYER}"></iframe>'),
        *(FRAME.format(PLAYER) + " " * 4000,),
    ],
)
def test_anything_but_one_frame_is_not_embedded(content):
    assert embed(content) is None


@pytest.mark.parametrize(
    "src",
    [
        *("http://www.youtube.com/embed/x", "//www.youtube.com/embed/x", "https://evil.example/embed/x"),
        *("https://www.youtube.com.evil.example/embed/x", "https://www.youtube.com@evil.example/embed/x"),
        *(
            "https://www.youtube.com/redirect?q=x",
            "https://www.youtube.com/embed/../redirect",
            "javascript:alert(1)",
        ),
        *(
            "https://www.youtube.com/embed/",
            "https://www.youtube.com:8443/embed/x",
            "java&#115;cript:alert(1)",
        ),
    ],
)
def test_a_frame_of_another_page_is_not_embedded(src):
    assert embed(FRAME.format(src)) is None


def test_every_real_video_is_embedded(powerapps):
    contents = [parse(file.read_bytes()).seed.featured_content for file in powerapps.glob("_news/*.md")]
    videos = [embed(content) for content in contents if content]
    assert len(videos) == 13
    assert {(video.width, video.height) for video in videos if video} == {(800, 500)}
