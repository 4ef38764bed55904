"""The domain of a publicity column: plan, dates, duties, column. Knows no site generator."""

import gc

# Models, documents and pages are many objects and few cycles. Measured at 5000 bulletins: a sixth of the time of a
# build that looks for cycles at Python's own pace, and no more memory.
gc.set_threshold(50_000, 20, 100)
