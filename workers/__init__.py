"""The speaking program: takes a job, gives an encoded part to the cache."""
