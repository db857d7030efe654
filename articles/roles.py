"""The roles that a newsroom starts with, as groups of permissions."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions

LOOK = {
    "view_article",
    "view_relatedlink",
    "view_image",
    "view_provider",
    "view_topic",
    "view_importrun",
    "view_action",
}
CURATOR = LOOK | {"change_article", "review_article"}
EDITOR = CURATOR | {
    "add_article",
    "delete_article",
    "publish_article",
    "undo_action",
    "import_files",
    "add_image",
    "add_provider",
    "change_provider",
    "add_topic",
    "change_topic",
}
ROLES = {"Curator": CURATOR, "Editor": EDITOR}


def make_roles(sender: AppConfig, using: str, **signal: Any) -> None:
    """Give each role at least its permissions; what administrators add stays. Runs after each migrate."""
    # Permissions are made by a receiver of the same signal that comes after this one.
    create_permissions(sender, using=using, verbosity=0)
    group_model, permission_model = apps.get_model("auth.Group"), apps.get_model("auth.Permission")
    permissions = permission_model.objects.using(using).filter(content_type__app_label=sender.label)
    by_codename = {permission.codename: permission for permission in permissions}
    for name, codenames in ROLES.items():
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        held = set(group.permissions.values_list("codename", flat=True))
        if missing := codenames - held:
            group.permissions.add(*(by_codename[codename] for codename in missing))
