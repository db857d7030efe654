"""Which members of an archive are read: the same that would be read of the folder that it was made of."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from articles.importing.sources.found import too_large, unreadable
from articles.importing.sources.members import Kind, Member, leads_out
from articles.importing.sources.naming import (
    DATA_SUFFIXES,
    NEWS_FOLDERS,
    is_document,
    is_passed_over,
    is_site_data,
)
from articles.seedfile import MAX_BYTES, Problem

SITE_FOLDERS = (*NEWS_FOLDERS, *DATA_SUFFIXES)

FOLDER = "a folder with the name of a document; rename it"
KINDS = {
    Kind.LINK: "a link is not followed; put the file itself into the archive",
    Kind.SPECIAL: "not a regular file; remove it from the archive",
    Kind.FOLDER: FOLDER,
}
LEADS_OUT = "its path leads out of the archive; pack it below one folder"
TWICE = "the archive holds two members of this name; keep one"


@dataclass(slots=True)
class Chosen:
    """Members to read, and paths that are left out, with the problem."""

    members: list[Member] = field(default_factory=list)
    refused: dict[str, Problem] = field(default_factory=dict)

    def refuse(self, path: str, why: str) -> None:
        self.refused[path] = unreadable(why)

    def choose(self, one: Member, repeated: Set[str]) -> None:
        """Take `one` unless it cannot be read."""
        why = TWICE if one.path in repeated else one.flaw or KINDS.get(one.kind, "")
        if why:
            self.refuse(one.path, why)
        elif one.size > MAX_BYTES:
            self.refused[one.path] = too_large()
        else:
            self.members.append(one)


@dataclass(frozen=True, slots=True)
class Layout:
    """What to read of an archive. `root` is the path of its only top folder, or ""."""

    root: str
    documents: Chosen
    site_data: Chosen

    def below_root(self, path: str) -> str:
        """`path` as the folder would have it that the archive was made of."""
        return path if leads_out(path) else path.removeprefix(self.root)


def may_matter(member: Member) -> bool:
    """Whether `member` may have to be read or reported, wherever the archive's root turns out to be."""
    if member.kind is Kind.FOLDER:
        return is_document(member.name)
    may_be_folder = member.kind is Kind.LINK and "." not in member.name
    data = is_site_data("/".join(member.path.split("/")[-3:]))
    return is_document(member.name) or may_be_folder or data or member.leads_out


def layout_of(members: Mapping[str, Member], repeated: Set[str]) -> Layout:
    """Choose among `members`, by path; those `repeated` are there more than once."""
    inside = {path: one for path, one in members.items() if not one.leads_out}
    root = _only_top_folder(inside)
    whole_site = any(path.startswith(_below(root, NEWS_FOLDERS)) for path in inside)
    documents, data = Chosen(), Chosen()
    for path, one in members.items():
        plain = path.removeprefix(root)
        if one.leads_out:
            documents.refuse(path, LEADS_OUT)
        elif is_site_data(plain):
            data.choose(one, repeated)
        elif _holds_news(plain, whole_site=whole_site):
            if folder := _folder_named_like_a_document(path):
                documents.refuse(folder, FOLDER)
            else:
                documents.choose(one, repeated)
    return Layout(root, documents, data)


def _only_top_folder(paths: Iterable[str]) -> str:
    """The one folder that all `paths` lie in, unless it is one of a whole site itself."""
    paths = [path for path in paths if not is_passed_over(path)]
    tops = {path[: path.find("/") + 1] for path in paths}
    if len(tops) != 1 or any(path.startswith(_below("", SITE_FOLDERS)) for path in paths):
        return ""
    return tops.pop()


def _below(root: str, folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{root}{folder}/" for folder in folders)


def _holds_news(path: str, *, whole_site: bool) -> bool:
    """Whether the folder of `path` is one that news are read from."""
    if whole_site:
        news = next((one for one in _below("", NEWS_FOLDERS) if path.startswith(one)), None)
        if news is None:
            return False
        path = path.removeprefix(news)
    return not any(is_passed_over(folder) for folder in path.split("/")[:-1])


def _folder_named_like_a_document(path: str) -> str:
    """The first folder above `path` that is named like a document, or ""."""
    parts = path.split("/")
    named = (number for number, part in enumerate(parts[:-1], start=1) if is_document(part))
    return "/".join(parts[: next(named, 0)])
