"""The `publicity` command: each of its commands asks, calls and tells."""
