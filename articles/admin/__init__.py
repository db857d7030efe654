"""The desk: Django's admin, whose every change goes through `articles.curation`."""
