"""What the methodology of mentoring says, in plain Python: values in, values out.

No Django, no database and no clock: every date is an argument. Russian words that reach the screen or a paper
are made here, so that a page, an order and a refusal speak alike.
"""
