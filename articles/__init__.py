"""What the product does: import, curate and publish articles."""
