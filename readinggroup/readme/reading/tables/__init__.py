"""Tables: a grid with a role for each column, whether its rows are meetings, and what a meeting's cells say."""
