"""What the public has read, sealed: changed only by amendment, in public."""
