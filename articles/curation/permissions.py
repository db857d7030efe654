"""Who may do what: every verb asks here before it looks at anything."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

Person = User | AnonymousUser | None  # None: the newsroom itself, as from the command line

CHANGE_ARTICLE = "articles.change_article"
ADD_ARTICLE = "articles.add_article"
DELETE_ARTICLE = "articles.delete_article"
PUBLISH_ARTICLE = "articles.publish_article"
REVIEW_ARTICLE = "articles.review_article"
UPLOAD_PICTURE = "articles.add_image"
ADD_PROVIDER = "articles.add_provider"
UNDO_ACTION = "articles.undo_action"
CHANGE_PROVIDER = "articles.change_provider"
ADD_TOPIC = "articles.add_topic"
CHANGE_TOPIC = "articles.change_topic"


def require(by: Person, permission: str) -> User | None:
    """Give back `by`, who has `permission`; raise PermissionDenied for anybody else."""
    if by is None:
        return None
    if not isinstance(by, User) or not by.has_perm(permission):
        raise PermissionDenied(f"{by} lacks the permission {permission}")
    return by
