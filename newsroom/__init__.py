"""The Django project: settings, addresses, health and the server's entry point."""
