"""`python -m reader.cli`: the command line where no script is installed."""

from reader.cli import main

main()
