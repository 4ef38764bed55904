"""A built site, kept: as a zip that opens without a server, and as a web archive (WARC)."""
