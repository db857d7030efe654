"""What editors do: one verb per file, over query sets, each recorded in the journal."""
