"""One article's own values: what upstream says now, merged with the stored row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from articles.curation.representation import plain_image
from articles.importing.state import ArticleRow, ImageRow
from articles.merge import Merged, merge_list, merge_value
from articles.seedfile.said import DEFAULTS, Said, said_value

IMAGE_DEFAULTS: dict[str, Any] = {"width": None, "height": None, "title": "", "is_cached": None}


@dataclass(frozen=True, slots=True)
class Merging:
    """What to write: columns that change; topics, images and conflicts where they do (None: they stand)."""

    columns: dict[str, Any]
    topics: Sequence[str] | None = None  # keys
    images: Sequence[ImageRow] | None = None
    conflicts: Mapping[str, Said] | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)


def merge_article(said: Said, row: ArticleRow | None) -> Merging:
    """Merge what upstream says into `row`; without a row everything is taken as said."""
    named = {name.casefold(): name for name in said.get("topics", ())}
    if row is None:
        images = [ImageRow(0, image["url"], image) for image in said.get("images", ())]
        return Merging({name: said_value(said, name) for name in DEFAULTS}, list(named), images)
    merged = {
        name: merge_value(said_value(row.base, name), said_value(said, name), row.values[name])
        for name in DEFAULTS
    }
    columns = {name: one.value for name, one in merged.items() if one.value != row.values[name]}
    conflicts = _conflicts(said, row, merged)
    changes = {name: [row.values[name], value] for name, value in columns.items()}
    topics = merge_list(
        [name.casefold() for name in row.base.get("topics", ())], list(named), list(row.topics)
    )
    if topics_change := topics != list(row.topics):
        names = {**named, **row.topics}
        changes["topics"] = [list(row.topics.values()), [names[key] for key in topics]]
    images_change = (images := _merged_images(said, row)) != list(row.images)
    if images_change:
        changes["images"] = [journalled_images(row.images), journalled_images(images)]
    return Merging(
        columns,
        topics=topics if topics_change else None,
        images=images if images_change else None,
        conflicts=conflicts if conflicts != row.conflicts else None,
        changes=changes,
    )


def _conflicts(said: Said, row: ArticleRow, merged: Mapping[str, Merged[Any]]) -> dict[str, Said]:
    """The conflicts that stand after `merged`: old ones until both sides agree, and new ones."""
    conflicts = {
        name: one for name, one in row.conflicts.items() if merged[name].value != said_value(said, name)
    }
    for name, one in merged.items():
        if one.conflict:
            conflicts[name] = {"base": said_value(row.base, name), "upstream": said_value(said, name)}
    return conflicts


def journalled_images(images: Sequence[ImageRow]) -> list[dict[str, Any]]:
    """Pictures as the journal shows them."""
    return [plain_image({**image.ours, **image.said}) for image in images]


def _merged_images(said: Said, row: ArticleRow) -> list[ImageRow]:
    base = {image["url"]: image for image in row.base.get("images", ())}
    upstream = {image["url"]: image for image in said.get("images", ())}
    ours = {image.url or f"#{image.id}": image for image in row.images}
    # A picture that we hold files of is ours to keep, whoever named it first.
    droppable = [url for url in base if url not in ours or not ours[url].ours.get("renditions")]
    return [
        _merged_image(one, base, upstream, ours) for one in merge_list(droppable, list(upstream), list(ours))
    ]


def _merged_image(
    token: str, base: Mapping[str, Said], upstream: Mapping[str, Said], ours: Mapping[str, ImageRow]
) -> ImageRow:
    row = ours.get(token)
    if row is None:
        return ImageRow(0, token, upstream[token])
    if token not in upstream:
        return row
    before, now = base.get(token, {}), upstream[token]
    merged = {
        name: merge_value(
            _image_value(before, name), _image_value(now, name), _image_value(row.said, name)
        ).value
        for name in {**IMAGE_DEFAULTS, **row.said, **now}
    }
    changed = any(value != _image_value(row.said, name) for name, value in merged.items())
    return replace(row, said=merged) if changed else row


def _image_value(said: Said, name: str) -> Any:
    return said.get(name, IMAGE_DEFAULTS.get(name))
