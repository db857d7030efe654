"""The lists of an article as words: its topics, pictures and visible coverage, told and arranged."""

from functools import cache
from io import BytesIO

from articles.curation.coverage.add import add
from articles.curation.coverage.arrange import Line, arrange
from articles.curation.coverage.remove import remove
from articles.curation.edit import edit
from articles.curation.pictures import PictureLine
from articles.images.check import Picture, check
from articles.models import Action, Article, Image, RelatedLink, Topic
from tests.factories import make_article, make_topic
from tests.images.samples import picture

KINDS = ("topics", "images", "related")


def listed(article: Article, kind: str) -> list[str]:
    """The list `kind` of `article`, without coverage that readers do not see."""
    if kind == "topics":
        return [topic.name for topic in article.ordered_topics]
    if kind == "images":
        return [_picture(image) for image in article.images.all()]
    return [link.target.title for link in article.related_links.filter(hidden=False)]


def make_list(article: Article, kind: str, wanted: list[str]) -> list[Action]:
    """Make `wanted` the list `kind` of `article`, as editors do; what is not there yet is made for it."""
    if kind == "topics":
        topics = [Topic.objects.filter(name=name).first() or make_topic(name) for name in wanted]
        return [edit(article, by=None, values={}, topics=topics)]
    if kind == "images":
        images = {_picture(image): image for image in article.images.all()}
        lines = [_line(name, images.get(name)) for name in wanted]
        return [edit(article, by=None, values={}, pictures=lines)]
    return _cover(article, wanted)


def _cover(article: Article, wanted: list[str]) -> list[Action]:
    links = _links(article)
    actions = [remove(article, [link.pk for name, link in links.items() if name not in wanted], by=None)]
    for name in wanted:
        if name not in links:
            target = Article.objects.filter(title=name).first() or make_article(name)
            actions.append(add(article, target, by=None))
    links = _links(article)
    order = [links[name].pk for name in wanted]
    hidden = article.related_links.filter(hidden=True).values_list("pk", flat=True)
    lines = {pk: Line(position=position) for position, pk in enumerate([*order, *hidden])}
    return [*actions, arrange(article, lines, by=None)]


def _links(article: Article) -> dict[str, RelatedLink]:
    return {link.target.title: link for link in article.related_links.filter(hidden=False)}


def _line(name: str, image: Image | None) -> PictureLine:
    return PictureLine(image.pk, image.title) if image else PictureLine(None, name, upload=_upload())


def _picture(image: Image) -> str:
    return image.url.removeprefix("https://i.example/") or image.title


@cache
def _upload() -> Picture:
    return check(BytesIO(picture((8, 6))))
