"""The plan as data and on the calendar: phases, steps, duties, and what is odd about them."""
