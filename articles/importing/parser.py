"""One document after the other → what it says, as the run keeps it, or what is wrong with it."""

from datetime import datetime
from typing import NamedTuple

from articles.importing.record import Record, Recorder, Told
from articles.seedfile import Problem, SeedValues, parse
from articles.seedfile.packing import pack
from articles.seedfile.said import encoded

STORY_DIGITS = 15  # of a key; a number, since so many are held, is shorter than a text


class Facts(NamedTuple):
    """What the rules of identity ask about a file; files of one story have the same `story`, mostly."""

    key: str
    title: str
    address_hash: bytes  # takes half the room of its hexadecimal digits
    published_at: datetime
    story: int


class Outcome(NamedTuple):
    """What one document came to: facts, with the record of all it says; or problems; or it is skipped."""

    facts: Facts | None = None
    record: Record | None = None
    skipped: bool = False
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class Parser:
    """Parses documents, remembering what many of them share."""

    def __init__(self, *, repair: bool) -> None:
        self._repair = repair
        self._recorder = Recorder()

    def outcome(self, content: bytes) -> Outcome:
        """Parse one document."""
        parsed = parse(content, repair=self._repair)
        if parsed.seed is None:
            return Outcome(skipped=bool(parsed.skipped), problems=parsed.problems)
        told = Told(parsed.seed, pack(content, parsed.seed, parsed.apart), encoded(parsed.seed.said))
        return Outcome(_facts(parsed.seed), self._recorder.record(told), notes=parsed.notes)


def _facts(seed: SeedValues) -> Facts:
    # In a story each article lists all others, so the lowest of these keys is the same for all of them.
    story = int(min([seed.key, *(mention.key for mention in seed.related)])[:STORY_DIGITS], 16)
    return Facts(seed.key, seed.title, bytes.fromhex(seed.address_hash), seed.published_at, story)
