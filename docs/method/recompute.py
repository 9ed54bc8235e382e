#!/usr/bin/env python3
"""Measures an exported evaluation report again, from its rows alone and with nothing but Python's standard library.

    curl .../api/v1/evaluation-reports/ID/export > report.json
    python3 recompute.py report.json

It prints every figure that differs from what the report says, and ends with 1 if any does. docs/method/evaluation.md says what each means."""
import hashlib, json, math, sys
from datetime import date

Z, FEW, WINDOW = 1.959963984540054, 5, 180


def day(s):
    return date.fromisoformat(s).toordinal()


def at_least(k, n, p):
    """P(X >= k) of n tries at p, term by term."""
    if k == 0:
        return 1.0
    if p in (0.0, 1.0):
        return p
    log = lambda i: math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p) + (n - i) * math.log1p(-p)
    return math.fsum(math.exp(log(i)) for i in range(k, n + 1))


def solve(f, want):
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < want else (low, middle)
    return (low + high) / 2


def exact(k, n):
    """Clopper and Pearson."""
    low = 0.0 if k == 0 else solve(lambda p: at_least(k, n, p), 0.025)
    high = 1.0 if k == n else solve(lambda p: at_least(k + 1, n, p), 0.975)
    return low, high


out = {}


def share(id, group, k, n):
    if n == 0:
        out[id, group] = (k, n, None)
    elif group and n < FEW:
        out[id, group] = (0, n, None)
    else:
        out[id, group] = (k, n, (k / n, *exact(k, n)))


def mean(id, values):
    n, total = len(values), math.fsum(values)
    figure = None
    if n > 1:
        m = total / n
        half = Z * math.sqrt(math.fsum((v - m) ** 2 for v in values) / (n - 1) / n)
        figure = (m, m - half, m + half)
    out[id, ""] = (total, n, figure)


def median(waits):
    """The median of Kaplan and Meier, with the interval of Brookmeyer and Crowley on the log(-log) scale."""
    waits = sorted(waits)  # those that are through come before the open ones of the same days
    left, green, middle, low, high, found, ended = 1.0, 0.0, None, 0, waits[-1][0], False, False
    for i, (days, is_open) in enumerate(waits):
        if is_open:
            continue
        at = len(waits) - i
        left *= 1 - 1 / at
        if middle is None and left <= 0.5 + 1e-12:
            middle = days
        if ended:
            continue
        if left <= 0:
            low, high, ended = (low if found else days), min(high, days), True
            continue
        green += 1 / (at * (at - 1))
        apart = (math.log(-math.log(left)) - math.log(math.log(2))) / (math.sqrt(green) / -math.log(left))
        if abs(apart) <= Z and not found:
            low, found = days, True
        elif apart > Z:
            low, high, ended = (low if found else days), days, True
    return None if middle is None else (middle, low, high)


def around(visits, territory, at):
    cells = [[0, 0], [0, 0]]
    for v in visits:
        on = day(v["visited"])
        if v["territory"] == territory and at - WINDOW <= on < at + WINDOW:
            cell = cells[on >= at]
            cell[0] += v["hit"]
            cell[1] += 1
    return cells


def rate(cell):
    return cell[0] / cell[1]


def effect(rows):
    visits, own, other, n = rows["visits"], [[0, 0], [0, 0]], [[0, 0], [0, 0]], 0
    for o in rows["rollOuts"]:
        if not o.get("inUse") or not o.get("territory"):
            continue
        at = day(o["inUse"])
        mine = around(visits, o["territory"], at)
        if min(mine[0][1], mine[1][1]) < FEW:
            continue
        using = {o["territory"]} | {x.get("territory", "") for x in rows["rollOuts"] if x["phenomenon"] == o["phenomenon"] and x.get("inUse") and day(x["inUse"]) < at + WINDOW}
        found = []
        for t in {v["territory"] for v in visits} - using - {""}:
            c = around(visits, t, at)
            if min(c[0][1], c[1][1]) >= FEW:
                found.append((abs(rate(c[0]) - rate(mine[0])), t, c))
        if not found:
            continue
        n += 1
        for i in (0, 1):
            for j in (0, 1):
                own[i][j] += mine[i][j]
                other[i][j] += min(found)[2][i][j]
    figure = None
    if n:
        cells = [own[1], own[0], other[1], other[0]]
        value = rate(own[1]) - rate(own[0]) - (rate(other[1]) - rate(other[0]))
        half = Z * math.sqrt(sum(rate(c) * (1 - rate(c)) / c[1] for c in cells))
        figure = (value, value - half, value + half)
    out["rollout_effect", ""] = (n, own[0][1] + own[1][1] + other[0][1] + other[1][1], figure)


def measure(rows):
    visits, targets = rows["visits"], rows["targets"]
    stages = {}
    for s in rows["stages"]:
        stages.setdefault(s["milestone"], []).append((s["days"], s["open"]))
    for stage, waits in stages.items():
        out["days_to_milestone", stage] = (sum(not o for _, o in waits), len(waits), median(waits))

    mean("feedback_days", [day(v["told"]) - day(v["visited"]) for v in visits])
    visited = [t for t in targets if t["state"] == "visited"]
    share("feedback_given", "", sum(t["told"] for t in visited), len(visited))
    share("targets_decided", "", sum(t["state"] not in ("proposed", "expired") for t in targets), len(targets))
    share("targets_shared", "", sum(t["shared"] for t in targets), len(targets))

    def shares(id, of, by=None):
        for group in sorted({v[by] for v in visits} - {""}) if by else [""]:
            some = [v for v in visits if not by or v[by] == group]
            share(id, group, sum(of(v) for v in some), len(some))

    hit = lambda v: v["hit"]
    nothing = lambda v: not v["hit"]
    shares("hit_rate", hit)
    shares("hit_rate", hit, "channel")
    arms = [[v["hit"] for v in visits if v["channel"] == c] for c in ("ranked", "random")]
    (k0, n0), (k1, n1) = [(sum(a), len(a)) for a in arms]
    figure = None
    if k0 and k1:
        ratio, half = k0 / n0 / (k1 / n1), Z * math.sqrt(1 / k0 - 1 / n0 + 1 / k1 - 1 / n1)
        figure = (ratio, ratio * math.exp(-half), ratio * math.exp(half))
    out["lift_over_random", ""] = (k0, k1, figure)
    for id, field in (("known_before", "knownBefore"), ("stale", "stale"), ("data_error", "dataError"), ("wrong_phenomenon", "wrongPhenomenon")):
        shares(id, lambda v: v[field])
    shares("burden", nothing)
    shares("burden_by_sector", nothing, "sector")
    shares("burden_by_territory", nothing, "territory")
    mean("assessed_per_visit", [v["assessed"] for v in visits])
    mean("collected_per_visit", [v["collected"] for v in visits])

    planned = [o for o in rows["rollOuts"] if o["state"] != "excused"]
    share("adopted", "", sum(o["state"] == "adopted" for o in planned), len(planned))
    hours = {}
    for o in rows["rollOuts"]:
        hours[o["phenomenon"]] = hours.get(o["phenomenon"], 0) + o["hours"]
    mean("support_hours_per_phenomenon", list(hours.values()))
    effect(rows)


def same(a, b):
    return math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-7)


def main(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    report = json.loads(text)
    at = text.index('"rows":') + len('"rows":')
    rows_text = text[at:].strip()[:-1]  # the rows are the last field
    if hashlib.sha256(rows_text.encode()).hexdigest() != report["hash"]:
        print("the rows are not those of the report's hash")
        return 1
    measure(report["rows"])
    faults, said = 0, {}
    for f in report["measured"]:
        x = f.get("figure")
        said[f["id"], f.get("group", "")] = (f["numerator"], f["denominator"], x and (x["value"], x["low"], x["high"]))
    for key in sorted(set(said) | set(out)):
        a, b = said.get(key), out.get(key)
        if not a or not b or not same(a[0], b[0]) or not same(a[1], b[1]) or (a[2] is None) != (b[2] is None) or (a[2] and not all(map(same, a[2], b[2]))):
            faults += 1
            print(f"{' '.join(key)}: the report says {a}, its rows {b}")
    print(f"{len(out)} figures measured again, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
