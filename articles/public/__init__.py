"""The site that readers get."""
