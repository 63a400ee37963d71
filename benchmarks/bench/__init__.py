"""``make bench``: speed and memory beside peers and beside what the machine can do at best, in one run."""
