"""The indexes of the article table, each for an order that somebody asks for."""

from django.db.models import F, Index, Q

PUBLISHED = Q(status="published")
# Blanks count as words: then rows and the database always agree.
OWN_WORDS = ~Q(commentary="") | Q(original_url="", web_url="")

# What lists are filtered and put in order by stands in the indexes of the newest: two thousand articles are
# put into another order from them alone.
ORDERED_BY = ("quality", "heat", "live_until")

INDEXES = (
    Index(F("live_from").desc(), F("id").desc(), *ORDERED_BY, condition=PUBLISHED, name="article_live"),
    Index(
        *("provider", F("live_from").desc(), F("id").desc(), *ORDERED_BY),
        condition=PUBLISHED,
        name="article_by_provider",
    ),
    Index(
        F("live_from").desc(), F("id").desc(), condition=PUBLISHED & OWN_WORDS, name="article_with_own_words"
    ),
    Index(fields=("-published_at", "-id"), name="article_desk"),
    Index(fields=("status", "-published_at", "-id"), name="article_by_status"),
    Index(fields=("-quality", "-id"), name="article_by_quality"),
    Index(fields=("-heat", "-id"), name="article_by_heat"),
)
