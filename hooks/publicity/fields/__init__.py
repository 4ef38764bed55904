"""The kinds of value that an editor may write: days, moments, hosts, numbers of registration."""
