"""Words to search by: folded and split alike in texts and queries, whatever the script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.words import LONGEST_WORD, spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Déjà vu, ÉTÉ", ["deja", "vu", "ete"]),
        ("C++ & c#, F#!", ["cplusplus", "csharp", "fsharp"]),
        (".NET, ASP.NET", ["dotnet", "asp", "net"]),
        ("node.js azure/devops e-mail", ["node", "js", "azure", "devops", "e", "mail"]),
        ("detective's Clearview’s", ["detective", "s", "clearview", "s"]),
        ("ﬁne Ⅷ Ｆｕｌｌ ½", ["fine", "viii", "full", "1", "2"]),
        ("Straße Łódź İstanbul Søren", ["strasse", "lodz", "istanbul", "soren"]),
        ("Ёлка ΆΛΦΑ", ["елка", "αλφα"]),
        ("北京 news", ["北", "京", "news"]),
        ("हिन्दी", ["हिन्दी"]),
        ("العَرَبِيَّة", ["العربية"]),
        ("١٢٣ ４５", ["123", "45"]),
        ("co\u00adop wo\u200drd a\u200bb", ["coop", "word", "a", "b"]),
        ("", []),
        ("—…!?", []),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_hold_nothing_that_means_something_to_an_engine(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert not set(word) & set(" \t\n\"'\\()*:&|!<>-+^{}_.,;%\x00")


@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aC+#.net "))))
def test_spans_are_the_words_with_their_places(text: str) -> None:
    found = spans(text)

    assert [span.word for span in found] == words(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
