"""When: dates, times and terms as people write them, and the days that follow from all of a document together."""
