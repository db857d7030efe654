"""Adding and editing topics."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.curation.edit_topic import add_topic, edit_topic
from articles.curation.undoing import undo
from articles.models import Action, Topic
from tests.curation.states import changes_of
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_a_topic_is_known_by_its_name_as_files_say_it(editor):
    topic = add_topic(by=editor, values={"name": " Model-driven Apps "})
    assert (topic.name, topic.key, topic.slug) == (
        "Model-driven Apps",
        "model-driven apps",
        "model-driven-apps",
    )
    change = Action.objects.get().changes.get()
    assert (change.model, change.kind, change.fields["name"]) == (
        "topic",
        "created",
        ["", "Model-driven Apps"],
    )


def test_a_name_that_files_use_already_is_refused_with_the_topic_they_mean(editor):
    make_topic("Renamed", key="old name", slug="renamed")
    with pytest.raises(ValidationError) as refused:
        add_topic(by=editor, values={"name": "Old name"})
    assert "Renamed" in refused.value.message_dict["name"][0]


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"name": "Новости"}, {"name": "Taken too", "slug": "taken"}]
)
def test_a_topic_needs_a_name_and_a_slug_of_its_own(editor, values):
    make_topic("Taken", slug="taken")
    with pytest.raises(ValidationError):
        add_topic(by=editor, values=values)
    assert Topic.objects.count() == 1


def test_renaming_keeps_what_files_call_it(editor):
    topic = make_topic("Old name")
    action = edit_topic(topic, by=editor, values={"name": "New name", "slug": topic.slug})
    topic.refresh_from_db()
    assert (topic.name, topic.key) == ("New name", "old name")
    assert changes_of(action) == {topic.pk: {"name": ["Old name", "New name"]}}


def test_an_address_that_a_topic_had_stays_its_own_through_edits_and_undoing(editor):
    topic = make_topic("AI")
    action = edit_topic(topic, by=editor, values={"slug": "artificial"})
    undo(action, by=editor)
    topic.refresh_from_db()
    assert topic.slug == "ai"
    assert set(topic.former_slugs.values_list("slug", flat=True)) == {"ai", "artificial"}


def test_two_topics_have_two_slugs(editor):
    make_topic("Taken", slug="taken")
    with pytest.raises(ValidationError):
        edit_topic(make_topic(), by=editor, values={"slug": "taken"})
    with pytest.raises(ValueError, match="key"):
        edit_topic(make_topic(), by=editor, values={"key": "x"})


def test_curators_neither_add_nor_edit_topics(curator):
    with pytest.raises(PermissionDenied):
        add_topic(by=curator, values={"name": "Mine"})
    with pytest.raises(PermissionDenied):
        edit_topic(make_topic(), by=curator, values={"name": "Mine"})
