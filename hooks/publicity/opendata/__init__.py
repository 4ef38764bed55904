"""The column as data for machines: JSON with schemas, and tables."""
