#!/usr/bin/env python3
"""Writes vectors.json beside this file: reference values of the closed forms from mpmath at 50 digits.

    python3 make-vectors.py        (mpmath 1.3)

mpmath integrates, sums and inverts on its own; nothing of the code under test is used.
"""
import json
import pathlib
import random

import mpmath as mp

mp.mp.dps = 50
pick = random.Random(20261125)
number = lambda x: float(mp.nstr(x, 25))


def gamma_cdf(x, shape, rate):
    return mp.gammainc(shape, 0, mp.mpf(x) * rate, regularized=True)


def beta_cdf(x, a, b):
    return mp.betainc(a, b, 0, x, regularized=True)


def invert(cdf, probability, low, high):
    """Plain bisection at 50 digits, on the logarithm."""
    low, high = mp.log(mp.mpf(low)), mp.log(mp.mpf(high))
    for _ in range(110):
        middle = (low + high) / 2
        if cdf(mp.exp(middle)) < probability:
            low = middle
        else:
            high = middle
    return mp.exp((low + high) / 2)


def nb_pmf(k, shape, rate, exposure):
    p = mp.mpf(rate) / (mp.mpf(rate) + exposure)
    return mp.gamma(shape + k) / mp.gamma(shape) / mp.factorial(k) * p**shape * (1 - p) ** k


def posterior(parts, n, years):
    """Weights by the sum of Poisson times Gamma, integrated numerically rather than by the closed form."""
    weights = []
    for weight, shape, rate in parts:
        density = lambda x, s=shape, r=rate: mp.exp(
            s * mp.log(r) + (s - 1) * mp.log(x) - r * x - mp.loggamma(s) + n * mp.log(x * years) - x * years
        )
        # substituting x = exp(u) keeps the integrand smooth at zero
        peak = mp.log((shape + n) / (rate + years))
        points = [peak - 400 / min(1, shape + n), peak - 40, peak - 10, peak - 3, peak, peak + 1, peak + 2, peak + 4, peak + 6]
        weights.append(weight * mp.quad(lambda u: density(mp.exp(u)) * mp.exp(u), points))
    total = mp.fsum(weights)
    return [(w / total, s + n, r + years) for w, (_, s, r) in zip(weights, parts)]


def mixture_rows():
    rows = []
    for pi, a0, m0, a1, m1 in [(0.015, 0.5, 0.01, 1, 4), (0.03, 0.5, 0.02, 1, 12), (0.003, 0.7, 0.013, 1.5, 1)]:
        parts = [(mp.mpf(1) - mp.mpf(str(pi)), mp.mpf(str(a0)), mp.mpf(str(a0)) / mp.mpf(str(m0))),
                 (mp.mpf(str(pi)), mp.mpf(str(a1)), mp.mpf(a1) / mp.mpf(m1))]
        for n, days in [(0, 40), (1, 40), (3, 40), (2, 700), (12, 365)]:
            years = mp.mpf(days) / mp.mpf("365.25")
            after = posterior(parts, n, years)
            cdf = lambda x: mp.fsum(w * gamma_cdf(x, s, r) for w, s, r in after)
            count_cdf = lambda k: mp.fsum(w * nb_pmf(j, s, r, 1) for w, s, r in after for j in range(k + 1))
            rows.append({
                "faultyShare": pi, "healthyShape": a0, "healthyMean": m0, "faultyShape": a1, "faultyMean": m1,
                "incidents": n, "days": days,
                "weights": [number(w) for w, _, _ in after],
                "mean": number(mp.fsum(w * s / r for w, s, r in after)),
                "quantiles": [[p, number(invert(cdf, mp.mpf(p), 1e-40, 1e4))] for p in (0.05, 0.25, 0.5, 0.75, 0.95)],
                "nextYear": [[k, number(count_cdf(k))] for k in (0, 1, 5, 20)],
            })
    return rows


def main():
    positive = lambda low, high: float(f"{10 ** pick.uniform(low, high):.6g}")
    log_gamma = [[x, number(mp.loggamma(mp.mpf(x)))] for x in [0.001, 0.5, 1, 1.5, 2, 3.25, 14.999, 15, 171.7, 1e5] + [positive(-3, 6) for _ in range(20)]]
    gamma_tails = []
    for _ in range(40):
        a = positive(-2, 4)
        x = float(f"{a * 10 ** pick.gauss(0, 0.4 if a < 30 else 0.05):.8g}")
        gamma_tails.append([a, x, number(gamma_cdf(x, a, 1)), number(mp.gammainc(a, x, mp.inf, regularized=True))])
    gamma_quantiles = []
    for _ in range(25):
        shape, rate, p = positive(-0.5, 3), positive(-2, 3), pick.choice([0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999])
        gamma_quantiles.append([p, shape, rate, number(invert(lambda x: gamma_cdf(x, shape, rate), mp.mpf(p), shape / rate * 1e-30, shape / rate * 1e4))])
    betas = []
    for _ in range(30):
        a, b, x = positive(-0.5, 2.5), positive(-0.5, 2.5), float(f"{pick.random():.6g}")
        betas.append([a, b, x, number(beta_cdf(x, a, b))])
    beta_quantiles = []
    for a, b in [(0.5, 3.5), (3.5, 0.5), (2.5, 1.5), (4, 3), (30, 1.5), (2, 2), (1.5, 6), (120, 75)]:
        for p in (0.05, 0.5, 0.95):
            beta_quantiles.append([p, a, b, number(invert(lambda x: beta_cdf(x, a, b), mp.mpf(p), 1e-20, 1))])
    negative_binomial = []
    for _ in range(25):
        k, shape, rate, exposure = pick.randrange(0, 60), positive(-0.5, 1.5), positive(-1, 2), positive(-2, 1)
        negative_binomial.append([k, shape, rate, exposure, number(mp.log(nb_pmf(k, shape, rate, exposure))),
                                  number(mp.fsum(nb_pmf(j, shape, rate, exposure) for j in range(k + 1)))])
    out = {
        "made": f"make-vectors.py, mpmath {mp.__version__}, 50 digits",
        "logGamma": log_gamma, "gammaTails": gamma_tails, "gammaQuantile": gamma_quantiles,
        "betaCdf": betas, "betaQuantile": beta_quantiles, "negativeBinomial": negative_binomial,
        "mixture": mixture_rows(), "xoshiro128": xoshiro(), "splitmix64": splitmix(),
    }
    text = "{\n" + ",\n".join(
        f'"{name}": ' + (json.dumps(rows) if isinstance(rows, str) else "[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]")
        for name, rows in out.items()) + "\n}\n"
    pathlib.Path(__file__).with_name("vectors.json").write_text(text)


def xoshiro():
    """xoshiro128** 1.1 from its published C, state 1 2 3 4."""
    s, out, m = [1, 2, 3, 4], [], 0xFFFFFFFF
    rotl = lambda x, k: ((x << k) | (x >> (32 - k))) & m
    for _ in range(12):
        out.append(rotl(s[1] * 5 & m, 7) * 9 & m)
        t = s[1] << 9 & m
        s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)
    return out


def splitmix():
    x, out, m = 1234567, [], (1 << 64) - 1
    for _ in range(5):
        x = x + 0x9E3779B97F4A7C15 & m
        z = x
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & m
        z = (z ^ z >> 27) * 0x94D049BB133111EB & m
        out.append(hex(z ^ z >> 31))
    return out


main()
