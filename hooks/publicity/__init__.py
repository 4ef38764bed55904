"""The domain of a publicity column: plan, dates, duties, column. Knows no site generator."""
