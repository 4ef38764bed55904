"""Text as typed, as HTML."""
