"""The command: parse, call, print. What each verb does is one function in `verbs`; heavy imports happen inside it."""

from sim.cli.command import main

__all__ = ["main"]
