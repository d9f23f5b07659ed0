"""What a link leads to: a paper, slides, a recording, code; by its words and by its address."""
