"""Whether readers had an article and lost it."""

import pytest

from tests.factories import make_article
from tests.public.world import LOST, unseen_fields

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", unseen_fields())
def test_article_is_lost_if_readers_had_it(state: str) -> None:
    assert make_article(**unseen_fields()[state]).is_lost() is (state in LOST)


def test_article_that_readers_see_again_is_not_lost() -> None:
    article = make_article(decision="published")
    article.unpublished_at = article.live_from

    assert not article.is_lost()
