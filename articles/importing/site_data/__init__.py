"""What whole sites say of topics and organizations: read with the news, written beside the articles."""

from articles.importing.site_data.reading import SiteData, read_site_data
from articles.importing.site_data.writing import plan_site_data, write_organizations, write_topics

__all__ = ["SiteData", "plan_site_data", "read_site_data", "write_organizations", "write_topics"]
