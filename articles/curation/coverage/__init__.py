"""What editors do to the coverage of an article: its related links."""
