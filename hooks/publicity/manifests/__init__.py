"""What a site consists of, by content: its files, their hashes, the commit they were made from."""
