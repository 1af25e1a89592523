"""The closed forms that the model's mechanisms are held to: one module each in `forms`.

A campaign of this kind has no answer to check against as a whole. Its parts have: a queue at a boom, a stock under
random demand, an orbit held by a few aircraft. Each form builds a world so small that its outcome can be written down,
lets the model's own mechanism run in it, and compares. The tests and the verb `verify` share them.
"""

from sim.theory.form import Check, Form

__all__ = ["Check", "Form"]
