"""What several test modules need. A test module imports from here, never from another test module."""
