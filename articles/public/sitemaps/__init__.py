"""What there is to find here, for search engines: sitemaps, the news of two days, robots.txt."""
