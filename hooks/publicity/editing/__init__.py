"""What helps people write: schemas and snippets for their editors, a form in the browser."""
