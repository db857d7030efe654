"""What the journal's words mean today: topics go by other names since, and no provider has two spellings."""

from collections.abc import Iterable, Iterator, Mapping

from articles.curation.undoing.lists import topics_called
from articles.curation.undoing.nets import Net
from articles.models import Change, Topic
from articles.rows import one_of


def reword(nets: Iterable[Net]) -> None:
    """Let `nets` of articles say what they say as snapshots of today say it."""
    nets = list(nets)
    names = topic_names({name for net in nets for topics in _topics(net) for name in topics})
    for net in nets:
        if "topics" in net.fields:
            net.fields["topics"] = [[names.get(name, name) for name in topics] for topics in _topics(net)]
        if "provider" in net.fields:  # upstream says ""
            net.fields["provider"] = [domain or None for domain in net.fields["provider"]]


def topic_names(names: set[str]) -> Mapping[str, str]:
    """What the topics that are or were called `names` are called now; those that are gone are left out.

    Files spell a topic in more than one way, and staff rename it.
    """
    known = {name: topic.name for name, topic in topics_called(names).items()}
    return known if len(known) == len(names) else _renamed() | known


def _renamed() -> dict[str, str]:
    """All names that topics ever had, with those that they have now."""
    now = dict(Topic.objects.values_list("id", "name"))
    changes = Change.objects.filter(one_of("object_id", now), model="topic", fields__has_key="name")
    return {
        name: now[topic]
        for topic, fields in changes.order_by("id").values_list("object_id", "fields")
        for name in fields["name"]
    }


def _topics(net: Net) -> Iterator[list[str]]:
    return (topics or [] for topics in net.fields.get("topics", ()))
