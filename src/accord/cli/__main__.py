"""`python -m accord.cli` is `accord`."""

from accord.cli.app import main

main()
