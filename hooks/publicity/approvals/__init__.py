"""Who read a text before the public did (三审): rounds of approval, each bound to the very bytes that were read."""
