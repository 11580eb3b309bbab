"""`python -m wiedervorlage`: for machines that start no program but Python."""

from wiedervorlage.cli import main

if __name__ == "__main__":
    main()
