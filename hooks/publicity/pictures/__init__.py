"""Picture files: what they are, how they go out, what their tags say."""
