"""Written Vietnamese to spoken Vietnamese: pure, without I/O, total on any string."""
