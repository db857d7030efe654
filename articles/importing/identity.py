"""Which article each file is: the rules of identity, as a pure function of files and what is known.

Slug before key, well-named files before opaque ones, and never by the order in which files come.
"""

from collections.abc import Iterable, Sequence

from articles.importing.roll import Kind, KnownArticle, Registry, Roll
from articles.importing.seedfiles import SeedFile
from articles.seedfile import Problem
from articles.text.slugs import article_slug, declared_slug

HASH_DIGITS = 8  # of the address's SHA-256, behind a slug that is taken


def identify(files: Iterable[SeedFile], registry: Registry, present: set[tuple[str, str]]) -> Roll:
    """Call the roll of `files`. `present` names (source, path) of every file listed, known ones included."""
    roll = Roll()
    distinct = _without_copies(files, registry, roll)
    named = _one_per_slug([file for file in distinct if file.declared_slug], roll)
    _claim_by_slug(named, registry, present, roll)
    keys = {file.facts.key for file in named}
    opaque = _one_per_key([file for file in distinct if not file.declared_slug], keys, roll)
    _claim_opaque(opaque, registry, present, {file.declared_slug or "" for file in named}, roll)
    roll.claims.sort(key=lambda claim: claim.slug)
    return roll


def _without_copies(files: Iterable[SeedFile], registry: Registry, roll: Roll) -> list[SeedFile]:
    """Skip files with bytes that another one has; a file that is known already goes first."""
    first: dict[str, SeedFile] = {}
    for file in sorted(
        files, key=lambda file: ((file.source.name, file.path) not in registry.by_file, _rank(file))
    ):
        if first.setdefault(file.sha256, file) is not file:
            roll.skipped.append(file)
    return list(first.values())


def _rank(file: SeedFile) -> tuple[bool, str, str]:
    return "_archive" in file.path.split("/"), file.path, file.source.name


def _one_per_slug(files: Sequence[SeedFile], roll: Roll) -> list[SeedFile]:
    winners: dict[str, SeedFile] = {}
    for file in sorted(files, key=_rank):
        slug = file.declared_slug or ""
        winner = winners.setdefault(slug, file)
        if winner is not file:
            message = f"{winner.label} has the slug {slug} too and goes first; rename or remove one"
            roll.refused.append((file, Problem("duplicate-slug", message)))
    return [winners[slug] for slug in sorted(winners)]


def _one_per_key(files: Sequence[SeedFile], named_keys: set[str], roll: Roll) -> list[SeedFile]:
    """Of opaque files with one address and title, the latest; none where a well-named file has them."""
    winners: dict[str, SeedFile] = {}
    for file in sorted(
        sorted(files, key=lambda file: file.sha256), key=lambda f: f.facts.published_at, reverse=True
    ):
        winner = winners.setdefault(file.facts.key, file)
        if winner is not file or file.facts.key in named_keys:
            other = "a file that is named by its slug" if file.facts.key in named_keys else winner.label
            message = f"the address and title are those of {other}, which goes first; remove one"
            roll.refused.append((file, Problem("duplicate-address", message)))
    return [file for key, file in sorted(winners.items()) if key not in named_keys]


def _claim_by_slug(
    files: Sequence[SeedFile], registry: Registry, present: set[tuple[str, str]], roll: Roll
) -> None:
    others = []
    for file in files:
        slug = file.declared_slug or ""
        if article := registry.by_slug.get(slug):
            roll.claim(file, Kind.KNOWN, slug, article)
        else:
            others.append((file, slug))
    for file, slug in others:
        candidates = [one for one in registry.by_key.get(file.facts.key, ()) if one.id not in roll.claimed]
        if stub := next((one for one in candidates if one.slug is None), None):
            roll.claim(file, Kind.COMPLETE, slug, stub)
        elif renamed := next((one for one in candidates if _is_gone(one, file, present)), None):
            roll.claim(file, Kind.RENAME, slug, renamed)
        else:
            roll.claim(file, Kind.NEW, slug)


def _is_gone(article: KnownArticle, file: SeedFile, present: set[tuple[str, str]]) -> bool:
    return (
        file.source.complete
        and article.source == file.source.name
        and (article.source, article.path) not in present
    )


def _claim_opaque(
    files: Sequence[SeedFile], registry: Registry, present: set[tuple[str, str]], named: set[str], roll: Roll
) -> None:
    unnamed = []
    for file in files:
        article = registry.by_file.get((file.source.name, file.path))
        if article and article.slug and article.id not in roll.claimed:
            roll.claim(file, Kind.KNOWN, article.slug, article)
        else:
            unnamed.append(file)
    new = []
    for file in unnamed:
        candidates = [one for one in registry.by_key.get(file.facts.key, ()) if one.id not in roll.claimed]
        own = next((one for one in candidates if one.slug), None)
        if own and _is_later(own, file, present):
            message = f"{own.path} has the address and title of this file, and a later date; remove one"
            roll.refused.append((file, Problem("duplicate-address", message)))
        elif own and own.slug:
            roll.claim(file, Kind.KNOWN, own.slug, own)
        else:
            new.append((file, candidates[0] if candidates else None))
    _give_slugs(new, {*registry.taken_slugs, *registry.by_slug, *named}, roll)


def _is_later(article: KnownArticle, file: SeedFile, present: set[tuple[str, str]]) -> bool:
    """Whether another opaque file, not known to be gone, gave the article a later date."""
    return (
        bool(article.path)
        and declared_slug(article.path.rpartition("/")[2]) is None
        and not _is_gone(article, file, present)
        and article.published_at is not None
        and article.published_at > file.facts.published_at
    )


def _give_slugs(new: list[tuple[SeedFile, KnownArticle | None]], taken: set[str], roll: Roll) -> None:
    for file, stub in sorted(new, key=lambda one: (one[0].facts.published_at, one[0].facts.key)):
        slug = next(slug for slug in possible_slugs(file) if slug not in taken)
        taken.add(slug)
        roll.claim(file, Kind.COMPLETE if stub else Kind.NEW, slug, stub)


def possible_slugs(file: SeedFile) -> list[str]:
    """The slugs that a file with an opaque name may get, the plainest first."""
    slug = article_slug(file.facts.published_at, file.facts.title)
    facts = file.facts
    suffixes = [facts.address_hash.hex()[:HASH_DIGITS], facts.key[:HASH_DIGITS], facts.key]
    plain = [slug] if len(slug) > len("2024-01-02") else []
    return plain + [f"{slug}-{suffix}" for suffix in suffixes]
