"""The REST API, beside the pages, as a program meets it."""
