"""The JSON API: what the original site gave its clients, made from published articles as they stand."""
