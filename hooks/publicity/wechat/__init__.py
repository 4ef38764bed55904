"""A published article as the editor of a WeChat account (公众号) takes it: inline styles, pictures with it, no more."""
