"""What a text says: sentences, words, figures, dates, names. Pure functions from text to values with spans."""
