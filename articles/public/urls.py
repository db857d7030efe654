"""The addresses of the site."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.public import views
from articles.public.article import article
from articles.public.feeds import views as feeds
from articles.public.sitemaps import views as sitemaps
from articles.public.sitemaps.sections import SMALL


class DomainConverter(StringConverter):
    """A provider's domain as the files say it, which may be any text."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        """Find nothing where there is a NUL: PostgreSQL refuses to look for one."""
        if "\x00" in value:
            raise ValueError("no domain holds a NUL")
        return value


class FormatConverter(StringConverter):
    """A format that feeds are written in."""

    regex = "|".join(feeds.FORMATS)


register_converter(DomainConverter, "domain")
register_converter(FormatConverter, "format")

app_name = "articles"

NUMBER = "(?P<number>[1-9][0-9]{0,8})"
YEAR, MONTH, DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"

urlpatterns = [
    path("", views.front, name="front"),
    path("news/", views.article_list, name="list"),
    path("news/<slug:slug>/", article, name="article"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/latest.<format:kind>", feeds.latest, name="latest_feed"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/feed.<format:kind>", feeds.topic, name="topic_feed"),
    path("providers/", views.providers, name="providers"),
    # A domain may be any text, "/feed.atom" included: its page ends in a slash, a feed does not.
    path("providers/<domain:domain>/feed.<format:kind>", feeds.provider, name="provider_feed"),
    path("providers/<domain:domain>/", views.provider, name="provider"),
    path("archive/", views.archive_index, name="archive"),
    re_path(f"^archive/{YEAR}/$", views.archive_year, name="archive_year"),
    re_path(f"^archive/{YEAR}/{MONTH}/$", views.archive_month, name="archive_month"),
    re_path(f"^archive/{YEAR}/{MONTH}/{DAY}/$", views.archive_day, name="archive_day"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(f"^sitemap-articles-{NUMBER}[.]xml$", sitemaps.articles, name="sitemap_articles"),
    re_path(f"^sitemap-(?P<section>{'|'.join(SMALL)})-{NUMBER}[.]xml$", sitemaps.small, name="sitemap_file"),
]
