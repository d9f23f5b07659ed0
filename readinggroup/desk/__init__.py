"""The organizers' desk: what the next session lacks, what is still missing, and one box for any link."""
