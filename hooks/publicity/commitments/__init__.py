"""What was promised, how it stands, and the ledger by which it cannot be quietly changed."""
