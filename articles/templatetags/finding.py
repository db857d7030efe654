"""What a search found, with its words marked."""

from django import template
from django.utils.safestring import SafeString

from articles.models import Article
from articles.search import Query, marked, snippet
from articles.text.lines import one_line

register = template.Library()


@register.filter
def found_in_title(article: Article, query: Query) -> SafeString:
    """The title, the words of the query marked."""
    return marked(one_line(article.title), query)


@register.filter
def found_in_text(article: Article, query: Query) -> SafeString:
    """The part of excerpt, commentary or body that holds words of the query, marked."""
    texts = (article.excerpt, article.commentary, article.body)
    return snippet([line for line in map(one_line, texts) if line], query)
