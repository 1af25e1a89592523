"""Formulas that several forms share: Erlang's and Barrer's."""

from __future__ import annotations

from math import exp, factorial


def erlang_b(servers: int, load: float) -> float:
    """Share of arrivals lost where nobody waits: (a^c / c!) / sum of a^k / k!, k from 0 to c.

    Source: Erlang 1917; insensitive to the law of the service (Sevastyanov 1957).
    """
    return (load**servers / factorial(servers)) / sum(load**k / factorial(k) for k in range(servers + 1))


def erlang_c(servers: int, load: float) -> float:
    """Share of arrivals that wait, M/M/c. Source: Gross and Harris, Fundamentals of Queueing Theory, section 2.3."""
    top = load**servers / factorial(servers) * servers / (servers - load)
    return top / (sum(load**k / factorial(k) for k in range(servers)) + top)


def barrer(rho: float, patience: float) -> float:
    """Share that gives up at one server after a fixed patience, given in mean service times.

    (1 - rho) rho e / (1 - rho^2 e), e = exp(-(1 - rho) patience). Source: Barrer, Queuing with impatient customers
    and ordered service, Operations Research 5 (1957) 650-656.
    """
    damped = exp(-(1 - rho) * patience)
    return (1 - rho) * rho * damped / (1 - rho**2 * damped)


def finite_source(machines: int, servers: int, failure: float, service: float) -> list[float]:
    """Chance of k machines down, k from 0 to N: birth and death with rates (N - k) / failure and min(k, c) / service.

    `failure` is the mean time up, `service` the mean time of one repair. Source: the machine repairman, Gross and
    Harris, section 2.7; Palm 1947.
    """
    weights = [1.0]
    for down in range(1, machines + 1):
        birth, death = (machines - down + 1) / failure, min(down, servers) / service
        weights.append(weights[-1] * birth / death)
    return [weight / sum(weights) for weight in weights]


def backorders(stock: int, pipeline: float) -> tuple[float, float]:
    """Expected backorders of an (S - 1, S) stock, and the share of demands that wait: sum of (x - S) p(x) over x > S,
    and of p(x) over x >= S, with p Poisson of the mean number on order.

    Source: Palm's theorem; Sherbrooke, METRIC: A multi-echelon technique for recoverable item control, Operations
    Research 16 (1968) 122-141.
    """
    chances = [exp(-pipeline) * pipeline**x / factorial(x) for x in range(stock)]
    mean = pipeline - sum(x * p for x, p in enumerate(chances))
    return mean - stock * (1 - sum(chances)), 1 - sum(chances)
