"""Feeds of what is newest, of each topic and of each provider: Atom, RSS and JSON Feed say the same."""
