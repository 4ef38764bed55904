"""The theme of a column: templates that print and never compute, style sheets, small scripts."""
