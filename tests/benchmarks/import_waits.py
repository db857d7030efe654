"""An editor who saves and a reader who reads, over and over, while an import runs beside them.

Prints `ready`, works until standard input ends, then prints the seconds of each save and each page.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from itertools import count

import django
from django.conf import settings
from django.test import Client

PAUSE_SECONDS = 0.02  # between two saves, and between two pages
BACKEND = "django.contrib.auth.backends.ModelBackend"
numbers = count(1)


def main() -> None:
    from tests.factories import make_article
    from tests.people import make_person

    article = make_article("At work", flagged=True)
    editor, reader, over = Client(), Client(), threading.Event()
    editor.force_login(make_person("Alice", is_staff=True, is_superuser=True), BACKEND)
    form = f"/admin/articles/article/{article.pk}/change/"
    pages = ("/", "/news/", article.get_absolute_url())
    saves = repeated(lambda: save(editor, form), over)
    reads = repeated(lambda: read(reader, pages), over)
    print("ready", flush=True)
    sys.stdin.read()
    over.set()
    print(json.dumps({"saves": saves(), "pages": reads()}), flush=True)


def save(editor: Client, address: str) -> float:
    """Open the form, change the title, save; the seconds of the saving alone."""
    from tests.admin.browsing import form_on

    fields = form_on(editor, address, id="article_form").sent(title=f"At work, {next(numbers)}")
    started = time.perf_counter()
    status = editor.post(address, fields).status_code
    seconds = time.perf_counter() - started
    assert status == 302, f"saved with {status}"
    return seconds


def read(reader: Client, pages: tuple[str, ...]) -> float:
    """The seconds of one page."""
    page = pages[next(numbers) % len(pages)]
    started = time.perf_counter()
    status = reader.get(page).status_code
    seconds = time.perf_counter() - started
    assert status == 200, f"{page}: {status}"
    return seconds


def repeated(deed: Callable[[], float], over: threading.Event) -> Callable[[], list[float]]:
    """Do `deed` in a thread until it is `over`; what comes back waits for that and gives what it gave."""
    given: list[float] = []

    def work() -> None:
        while not over.is_set():
            given.append(deed())
            time.sleep(PAUSE_SECONDS)

    thread = threading.Thread(target=work)
    thread.start()

    def all_given() -> list[float]:
        thread.join()
        return given

    return all_given


if __name__ == "__main__":
    django.setup()
    settings.DEBUG = False  # which would keep every query in memory
    main()
