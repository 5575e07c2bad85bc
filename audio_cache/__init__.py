"""Key in, file out: the audio cache."""
