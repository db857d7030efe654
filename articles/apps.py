"""The Django application `articles`, and the admin site in its clothes."""

import gc

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate

from articles.roles import make_roles

# Of objects, between looks for garbage: a page makes tens of thousands, nearly all of which go by themselves.
SELDOM = (10_000, 50, 50)


class ArticlesConfig(AppConfig):
    """Name and defaults of the application; makes the roles after each migrate."""

    name = "articles"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Connect what must happen after a migration, and let what starting made be."""
        post_migrate.connect(make_roles, sender=self, dispatch_uid="roles")
        gc.freeze()  # else some pages would wait while all of it is looked through for garbage
        gc.set_threshold(*SELDOM)


class NewsroomAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site object, which every registration of any app then uses."""

    default = False
    default_site = "articles.admin.site.NewsroomSite"
