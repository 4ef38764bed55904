"""What is wrong, where, and how it is told: one model, a module for each way to write it, `telling` chooses."""
