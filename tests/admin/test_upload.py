"""Importing from the desk: upload → proposal → approved → imported as proposed."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.curation.edit import edit
from articles.importing.lock import ImportRunningError
from articles.models import Article, ImportRun, Topic, Upload
from tests.people import make_person, managers
from tests.seeds import entry, seed

pytestmark = pytest.mark.django_db(transaction=True)
UPLOAD = "admin:articles_importrun_upload"


@pytest.fixture
def desk(client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.UPLOAD_ROOT = tmp_path
    client.force_login(make_person("Alice", "Editor", is_staff=True))
    return client


def upload(desk: Client, **files: bytes) -> Any:
    sent = [SimpleUploadedFile(f"{name}.md", content) for name, content in files.items()]
    return desk.post(reverse(UPLOAD), {"documents": sent, "source": "desk"}, follow=True)


def upload_files(desk: Client, *files: SimpleUploadedFile, source: str = "") -> Any:
    return desk.post(reverse(UPLOAD), {"documents": list(files), "source": source}, follow=True)


def zipped(name: str, **files: bytes) -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return SimpleUploadedFile(name, stream.getvalue())


def press(desk: Client, what: str) -> str:
    page = reverse("admin:articles_importrun_proposal", args=[Upload.objects.get().pk])
    response: Any = desk.post(page, {"do": what}, follow=True)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


def test_what_would_change_is_shown_and_nothing_is_imported_yet(desk: Client) -> None:
    response = upload(desk, **{"2024-05-01-a": seed("A", related=[entry("B")]), "bad": b"no front matter"})
    words = response.content.decode()
    assert "left out (1)" in words
    assert "new (1)" in words
    assert "no-front-matter" in words
    assert not Article.objects.exists()


def test_changes_and_conflicts_are_shown_field_by_field(desk: Client) -> None:
    upload(desk, **{"2024-05-01-a": seed("A", excerpt="Old", heat=1), "2024-05-01-b": seed("B", heat=1)})
    press(desk, "approve")
    Upload.objects.all().delete()
    edit(Article.objects.get(title="A"), by=None, values={"excerpt": "Ours"})
    response = upload(desk, **{"2024-05-01-a": seed("A", excerpt="New"), "2024-05-01-b": seed("B", heat=5)})
    assert "ours stays" in response.content.decode()
    changed = desk.get(response.redirect_chain[-1][0] + "?group=changed").content.decode()
    assert "<del>1</del>" in changed
    assert "<ins>5</ins>" in changed


def test_what_was_approved_is_imported_and_leads_to_its_report(desk: Client) -> None:
    upload(desk, **{"2024-05-01-a": seed("A")})
    words = press(desk, "approve")
    run = ImportRun.objects.get()
    assert reverse("admin:articles_importrun_change", args=[run.pk]) in words
    assert (Article.objects.get().title, run.by and run.by.username) == ("A", "Alice")
    assert Upload.objects.get().run == run
    assert press(desk, "approve")
    assert ImportRun.objects.count() == 1


def test_if_something_moved_since_the_import_is_refused_with_the_reason(desk: Client) -> None:
    upload(desk, **{"2024-05-01-a": seed("A", excerpt="Old")})
    press(desk, "approve")
    Upload.objects.all().delete()
    upload(desk, **{"2024-05-01-a": seed("A", excerpt="New")})
    edit(Article.objects.get(), by=None, values={"excerpt": "Ours"})
    words = press(desk, "approve")
    assert "something changed since this was proposed" in words
    assert Article.objects.get().excerpt == "Ours"
    press(desk, "again")
    assert "Done. Read the report" in press(desk, "approve")


def test_looking_again_while_an_import_runs_is_answered(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(desk, **{"2024-05-01-a": seed("A")})

    def busy(upload: Upload) -> None:
        raise ImportRunningError

    monkeypatch.setattr("articles.admin.upload.propose_upload", busy)
    assert "Another import is running" in press(desk, "again")


def test_a_discarded_upload_leaves_nothing(desk: Client, tmp_path: Path) -> None:
    upload(desk, a=seed("A"))
    press(desk, "discard")
    assert not Upload.objects.exists()
    assert not Article.objects.exists()
    assert list(tmp_path.iterdir()) == []


def opened(desk: Client, response: Any, group: str) -> str:
    return str(desk.get(f"{response.redirect_chain[-1][0]}?group={group}").content.decode())


def test_unchanged_and_missing_files_are_listed(desk: Client) -> None:
    known = {"2024-05-01-a.md": seed("Alpha"), "2024-05-02-b.md": seed("Beta")}
    upload_files(desk, zipped("may.zip", **known), source="monthly")
    press(desk, "approve")
    Upload.objects.all().delete()
    del known["2024-05-02-b.md"]
    response = upload_files(desk, zipped("june.zip", **known), source="monthly")
    words = response.content.decode()
    assert "missing (1)" in words
    assert "unchanged (1)" in words
    for group, title, path in (
        ("unchanged", "Alpha", "june.zip/2024-05-01-a.md"),
        ("missing", "Beta", "2024-05-02-b.md"),
    ):
        page = reverse("admin:articles_article_change", args=[Article.objects.get(title=title).pk])
        listed = opened(desk, response, group)
        assert f'<a href="{page}" dir="auto">{title}</a>' in listed
        assert path in listed
    edit(Article.objects.get(title="Alpha"), by=None, values={"title": "Ours"})
    assert "Done. Read the report" in press(desk, "approve")


def test_unchanged_files_come_in_pages(desk: Client) -> None:
    files = {f"2024-05-01-a{number}": seed(f"A{number}") for number in range(51)}
    upload(desk, **files)
    press(desk, "approve")
    Upload.objects.all().delete()
    assert "Page 1 of 2" in opened(desk, upload(desk, **files), "unchanged")


def test_notes_are_shown_with_their_files_before_anything_is_approved(desk: Client) -> None:
    response = upload(
        desk,
        **{
            "2024-05-01-a": seed("It\u00e2\u20ac\u2122s"),
            "2024-05-02-b": seed("B", images=[{"url": "javascript:alert(1)"}]),
        },
    )
    assert "notes (2)" in response.content.decode()
    notes = opened(desk, response, "note")
    for expected in ("repair", "2024-05-01-a.md", "dropped-item", "2024-05-02-b.md"):
        assert expected in notes


def test_an_archive_without_a_source_stands_for_itself(desk: Client) -> None:
    for name in ("may.zip", "june.zip"):
        words = upload_files(desk, zipped(name, **{f"2024-05-01-{name}.md": seed(name)})).content.decode()
        assert f"From “{name}”" in words
        assert "missing" not in words
        press(desk, "approve")
        Upload.objects.all().delete()
    upload_files(desk, SimpleUploadedFile("2024-05-01-a.md", seed("A")))
    assert Upload.objects.get().source == "upload"


def test_of_an_archive_with_a_source_what_is_gone_is_told(desk: Client) -> None:
    for name in ("may.zip", "june.zip"):
        archive = zipped(name, **{f"2024-05-01-{name[:3]}.md": seed(name)})
        words = upload_files(desk, archive, source="monthly").content.decode()
        assert ("missing; they stay" in words) == (name == "june.zip")
        press(desk, "approve")
        Upload.objects.all().delete()


TOPIC, NAMED = b"name: AI\nshortname: %s\n", "_data/topics/ai.yaml"


def test_what_a_site_says_is_shown_and_part_of_what_is_approved(desk: Client) -> None:
    news = {"_news/2024-05-01-a.md": seed("A", topics=["AI"])}
    upload_files(desk, zipped("site.zip", **news, **{NAMED: TOPIC % b"Old"}))
    press(desk, "approve")
    Upload.objects.all().delete()
    words = upload_files(desk, zipped("site.zip", **news, **{NAMED: TOPIC % b"New"})).content.decode()
    assert "providers and topics (1)" in words
    topic = Topic.objects.get()
    topic.details = {"shortname": "Ours"}
    topic.save()
    assert "something changed since this was proposed" in press(desk, "approve")
    assert Topic.objects.get().details == {"shortname": "Ours"}


def test_a_name_is_kept_as_it_is(desk: Client) -> None:
    upload_files(desk, SimpleUploadedFile("2024-05-01-a (1).md", seed("Bridge")))
    press(desk, "approve")
    assert Article.objects.get().slug == "2024-05-01-bridge"


def test_two_files_of_one_name_and_names_too_long_are_refused_with_the_reason(desk: Client) -> None:
    both = [SimpleUploadedFile("a.md", seed("A")), SimpleUploadedFile("a.md", seed("B"))]
    assert "Two files are named a.md" in upload_files(desk, *both).content.decode()
    long = SimpleUploadedFile(f"{'é' * 126}.md", seed("A"))
    assert "is too long" in upload_files(desk, long).content.decode()
    assert not Upload.objects.exists()


def test_managers_are_told_of_files_that_were_left_out(
    desk: Client, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MANAGERS = managers()
    upload(desk, **{"2024-05-01-a": seed("A"), "bad": b""})
    press(desk, "approve")
    [mail] = mailoutbox
    assert "left files out" in mail.subject
    assert "empty" in mail.body


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_import_that_fails_says_so_and_managers_are_told(
    desk: Client, settings: Any, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: object, **options: object) -> None:
        raise OperationalError("the connection is closed")

    settings.MANAGERS = managers()
    upload(desk, **{"2024-05-01-a": seed("A")})
    monkeypatch.setattr("articles.admin.watching.apply_upload", gone)
    words = press(desk, "approve")
    assert "The import failed: the connection is closed" in words
    assert "Back to the proposal" in words
    assert "an import failed" in mailoutbox[0].subject


def test_nobody_is_told_where_uploads_lie(
    desk: Client, settings: Any, tmp_path: Path, mailoutbox: list[Any]
) -> None:
    settings.MANAGERS = managers()
    broken = SimpleUploadedFile("broken.zip", b"no archive")
    refused = upload_files(desk, broken).content.decode()
    assert "broken.zip: " in refused
    assert str(tmp_path) not in refused
    twice = [SimpleUploadedFile(f"{name}-2024-05-01-a.md", seed("A")) for name in "bc"]
    bad = zipped(
        "col.zip", **{"col/bad.md": b"", "col/2024-05-02-d.md": seed("D"), "2024-05-02-d.md": seed("E")}
    )
    words = upload_files(desk, bad, *twice).content.decode()
    assert "col.zip/col/bad.md" in words
    press(desk, "approve")
    run = ImportRun.objects.get()
    told = f"{words}{mailoutbox[0].body}{run.report}{run.options}{Upload.objects.get().proposal}"
    assert "col.zip/col/bad.md: empty" in mailoutbox[0].body
    assert str(tmp_path) not in told
    assert Upload.objects.get().folder not in told


def test_importing_needs_its_own_permission(client: Client) -> None:
    client.force_login(make_person("Bob", "Curator", is_staff=True))
    response: HttpResponse = client.get(reverse(UPLOAD))
    assert response.status_code == 403
