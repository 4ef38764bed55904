"""What is found of a page, and the index as files."""
