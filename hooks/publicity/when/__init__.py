"""The grammar of Chinese schedule expressions, from characters to terms to calendar days (handbook/domain.md#times)."""
