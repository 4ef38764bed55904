"""What must not go out in a public text: found by rule, and masked wherever it is told."""
