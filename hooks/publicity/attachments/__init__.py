"""Office files as they go out: what they are, what they say, what lies hidden in them, and how they become clean."""
