"""What the rules of identity are about: known articles, files that claim to be them, and the roll."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from articles.importing.seedfiles import SeedFile
from articles.seedfile import Problem, SeedValues
from articles.seedfile.packing import Packed
from articles.seedfile.said import Said


class Kind(Enum):
    """What a file is to the articles there are."""

    KNOWN = "known"
    COMPLETE = "complete"  # a stub gets its own file
    RENAME = "rename"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article as identity sees it; `source` and `path` are those of its current file, else ""."""

    id: int
    slug: str | None
    key: str
    source: str = ""
    path: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """What is known before the run: articles by slug, key and file name, and slugs once given."""

    by_slug: dict[str, KnownArticle] = field(default_factory=dict)
    by_key: dict[str, list[KnownArticle]] = field(default_factory=dict)
    by_file: dict[tuple[str, str], KnownArticle] = field(default_factory=dict)
    taken_slugs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """`file` is the article `article_id` (None: a new one), under `slug`."""

    file: SeedFile
    kind: Kind
    slug: str
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """A claim with what its file says, also as documents keep it: `said`, with its text, and the bytes."""

    claim: Claim
    seed: SeedValues
    said: Said
    said_text: str
    packed: Packed

    @property
    def ref(self) -> int | str:
        """The article, as plans refer to it."""
        return self.claim.article_id or self.claim.slug


@dataclass(slots=True)
class Roll:
    """The claims of a run, and what was left out."""

    claims: list[Claim] = field(default_factory=list)
    skipped: list[SeedFile] = field(default_factory=list)
    refused: list[tuple[SeedFile, Problem]] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)

    def claim(self, file: SeedFile, kind: Kind, slug: str, article: KnownArticle | None = None) -> None:
        self.claims.append(Claim(file, kind, slug, article.id if article else None))
        if article:
            self.claimed.add(article.id)
