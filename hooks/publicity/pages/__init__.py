"""What pages say and show of a column: lists, tags, linked data, drawings."""
