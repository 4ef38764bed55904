"""Tables that an office has printed become files of the column: what is doubtful is marked, nothing is dropped."""
