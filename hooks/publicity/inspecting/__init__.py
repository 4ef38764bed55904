"""What an inspector would find, as a sheet."""
