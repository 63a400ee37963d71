"""Question and scope to evidence."""
