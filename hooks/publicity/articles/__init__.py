"""Bulletins and publications: what they may say, where they belong, what may be public, how they are listed."""
