"""A built site, kept: as a zip that opens without a server, as a web archive (WARC), and as one document for paper."""
