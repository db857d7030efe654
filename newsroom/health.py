"""Answers for load balancers: is the process alive, and can it serve readers?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and has every migration, else 503 with the reason."""
    reason = what_is_missing()
    return HttpResponse(reason or "ok", content_type="text/plain", status=503 if reason else 200)


def what_is_missing() -> str:
    """Say what keeps the site from being served; empty where nothing does."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are missing: run manage.py migrate"
    except Error:
        return "the database does not answer: check DATABASE_URL and the database itself"
    return ""
