"""Everything read from road maps, by noun."""
