"""The models, one per file; import them from here."""

from articles.models.article import Article
from articles.models.article_queryset import ArticleQuerySet, Unindexed, live
from articles.models.block import Block, Shelf
from articles.models.conflict import Conflict
from articles.models.document import Document
from articles.models.entry import Due, Entry, Tally
from articles.models.exported_file import ExportedFile
from articles.models.feed_id import permanent_id
from articles.models.fields import Encoded
from articles.models.former_slug import FormerSlug, FormerTopicSlug
from articles.models.image import Image, Rendition
from articles.models.import_run import ImportRun
from articles.models.journal import Action, Change
from articles.models.mention import Mention
from articles.models.prepared import among, prepared
from articles.models.provider import Provider
from articles.models.published_cards import published_cards
from articles.models.related_link import RelatedLink
from articles.models.related_link_queryset import RelatedLinkQuerySet
from articles.models.status import Decision, Status
from articles.models.subject import NameInFiles
from articles.models.telling import Telling
from articles.models.topic import ArticleTopic, Topic
from articles.models.upload import Upload

__all__ = [
    "Action",
    "Article",
    "ArticleQuerySet",
    "ArticleTopic",
    "Block",
    "Change",
    "Conflict",
    "Decision",
    "Document",
    "Due",
    "Encoded",
    "Entry",
    "ExportedFile",
    "FormerSlug",
    "FormerTopicSlug",
    "Image",
    "ImportRun",
    "Mention",
    "NameInFiles",
    "Provider",
    "RelatedLink",
    "RelatedLinkQuerySet",
    "Rendition",
    "Shelf",
    "Status",
    "Tally",
    "Telling",
    "Topic",
    "Unindexed",
    "Upload",
    "among",
    "live",
    "permanent_id",
    "prepared",
    "published_cards",
]
