"""The topics of one article, in order, as its editors want them."""

from collections.abc import Sequence
from typing import Any

from articles.curation.representation import plain_topics
from articles.models import Article, ArticleTopic, Topic


def take_topics(article: Article, topics: Sequence[Topic]) -> dict[str, list[Any]]:
    """Make `topics` those of `article`; give {"topics": [before, after]}, or {} where they are already."""
    links = list(article.topic_links.select_related("topic"))
    wanted = list(dict.fromkeys(topics))
    if [link.topic_id for link in links] == [topic.pk for topic in wanted]:
        return {}
    known = {link.topic_id: link for link in links}
    order = [known.get(topic.pk) or ArticleTopic(article=article, topic=topic) for topic in wanted]
    for position, link in enumerate(order):
        link.position = position
    kept = [link for link in order if link.pk]
    article.topic_links.exclude(pk__in=[link.pk for link in kept]).delete()
    ArticleTopic.objects.bulk_update(kept, ["position"])
    ArticleTopic.objects.bulk_create(link for link in order if not link.pk)
    return {"topics": [plain_topics(links), [topic.name for topic in wanted]]}
