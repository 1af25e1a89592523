"""Many runs: replicate one world under many seeds, compare worlds under the same seeds.

from sim import load, study

with_all = study.fly(load("scenarios/quickstart.yaml"), reps=20)
without = study.fly(load("scenarios/quickstart.yaml", without=["drones"]), reps=20)
study.difference(with_all, without)         # an Arrow table
"""

from sim.study.notebook import Runs, difference, fly

__all__ = ["Runs", "difference", "fly"]
