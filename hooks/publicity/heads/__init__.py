"""What a page says of itself: its place, its tags, its linked data."""
