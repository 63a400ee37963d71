"""Evidence to drafted claims, to cited and checked claims, to an answer."""
