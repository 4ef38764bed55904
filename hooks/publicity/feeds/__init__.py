"""What readers subscribe to: entries for Atom, a calendar."""
