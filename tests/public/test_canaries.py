"""The canary crawl: what readers may not see is at no address of the site, whoever asked before.

Every unseen article says CANARY wherever an article can say something. Staff open everything first, then a
stranger and a reader with an account ask each address cold, warm, and by HEAD, and follow every link.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponseBase
from django.test import Client

from articles.models import RelatedLink
from tests.factories import link, make_stub
from tests.people import curator, reader
from tests.public.addresses import NAMELESS, OPEN, STAFF_ONLY, World, names, of_readers, of_staff
from tests.public.world import CANARY, SECRET

__all__ = ["curator", "reader"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]

LINKS = re.compile(
    r"""(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>|"(?:url|next_url|feed_url)":\s*"([^"]+)\""""
)
STAFF_LINKS = ("/admin/", "/static/", "/media/")


@pytest.fixture
def world() -> World:
    """Unseen articles, and secrets of the one that is seen: encrypted values, and what editors hid."""
    world = World.make()
    world.seen.secured = SECRET
    world.seen.save()
    link(world.seen, make_stub(f"{CANARY}-hidden"), hidden=True, our_title=f"{CANARY}-hidden")
    return world


def test_every_address_is_classified() -> None:
    unknown = {name for name in names() if not name.startswith(STAFF_ONLY)} - OPEN.keys() - NAMELESS.keys()

    assert not unknown, f"say in tests/public/addresses.py how to ask for {unknown}"


def test_strangers_and_readers_get_no_canary_anywhere(world: World, curator: User, reader: User) -> None:
    staff, stranger, member = Client(), Client(), Client()
    staff.force_login(curator)
    member.force_login(reader)
    for address in of_readers(world):
        staff.get(address)

    for client in (stranger, member):
        assert len(crawl(client, of_readers(world))) > 40


def test_the_desk_gives_no_canary_to_those_who_do_not_work_there(
    world: World, curator: User, reader: User
) -> None:
    staff, member = Client(), Client()
    staff.force_login(curator)
    member.force_login(reader)
    desk = of_staff(world)
    assert len(desk) > 100
    for address in desk:
        staff.get(address)
        for client in (Client(), member):
            assert_no_canary(address, client.get(address))


def test_the_crawl_finds_a_leak(world: World) -> None:
    RelatedLink.objects.filter(hidden=True).update(hidden=False)

    with pytest.raises(AssertionError, match=CANARY):
        crawl(Client(), of_readers(world))


def crawl(client: Client, addresses: list[str]) -> set[str]:
    """Ask for the addresses and all that they lead to on this site, three times each; what was asked for."""
    asked: set[str] = set()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address in asked:
            continue
        asked.add(address)
        cold = client.get(address)
        waiting += assert_no_canary(address, cold)
        assert_no_canary(address, client.get(address))
        assert_no_canary(address, client.head(address))
    return asked


def assert_no_canary(address: str, response: HttpResponseBase) -> list[str]:
    """Fail if an answer, headers included, tells a secret; give the addresses of this site in it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    text = f"{response.headers}\n{body.decode()}"
    assert response.status_code < 500, address
    if CANARY.casefold() in text.casefold():
        at = text.casefold().index(CANARY.casefold())
        raise AssertionError(f"{address} shows {text[max(0, at - 100) : at + 100]}")
    assert SECRET not in text, address
    found = (urljoin(address, next(filter(None, groups))) for groups in LINKS.findall(text))
    parts = map(urlsplit, found)
    return [
        part.path + (f"?{part.query}" if part.query else "")
        for part in parts
        if part.netloc in ("", "testserver", "127.0.0.1:8000") and not part.path.startswith(STAFF_LINKS)
    ]
