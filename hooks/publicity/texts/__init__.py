"""A file as an editor saved it: text, places, values, and everything that is wrong with them."""
