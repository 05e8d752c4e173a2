"""python -m raregraph: the command line."""

from raregraph.main import main

main()
