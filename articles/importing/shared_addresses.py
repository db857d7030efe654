"""Articles that share an address: the provider moved or retitled a piece. Both stay, and it is said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.importing.roll import Claim
from articles.models import Article
from articles.rows import one_of
from articles.seedfile import Problem


def shared_addresses(claims: Sequence[Claim]) -> Iterator[tuple[str, Problem]]:
    """One note per address that a file of `claims` shares with another article: label and note."""
    claimed: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in claims:
        claimed[claim.file.facts.address_hash.hex()][claim.slug] = claim.file.label
    ours = {claim.article_id for claim in claims}
    stored: dict[str, set[str]] = defaultdict(set)
    rows = Article.objects.filed().filter(one_of("address_hash", claimed))
    for id_, slug, digest in rows.values_list("id", "slug", "address_hash"):
        if id_ not in ours and slug:
            stored[digest].add(slug)
    for digest, labels in sorted(claimed.items(), key=lambda one: min(one[1])):
        slugs = sorted({*labels, *stored[digest]})
        if len(slugs) > 1:
            last = max(labels)
            others = ", ".join(slug for slug in slugs if slug != last)
            yield labels[last], Problem("shared-address", f"the address is also that of {others}; both stay")
