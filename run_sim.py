"""The command; `python run_sim.py --help` says what it does."""

from sim.cli import main

if __name__ == "__main__":
    main()
