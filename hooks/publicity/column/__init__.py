"""The column on a day: the aggregate that everything asks, and what it is derived from."""
