"""Hostile articles against the whole pipeline: what they want said is never said, and their markup never acts."""
